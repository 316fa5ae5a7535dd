import type { Resource } from '../../state/models.ts';
import type { Container } from './container-schema.ts';
import { invalidField, refused } from './refusals.ts';
import { profilesOf, WORKLOAD_PROFILE_TYPES } from './workload-profiles.ts';

const STEP_CORES = 0.25;
const GIB_PER_CORE = 2;
/** In an environment without workload profiles. */
const MAX_CORES_WITHOUT_PROFILES = 2;
const MEMORY = /^(\d{1,6}(?:\.\d{1,3})?)Gi$/;

/**
 * Checks what the containers of a replica ask for together: fixed pairs without nodes, what a node has elsewhere.
 * https://learn.microsoft.com/azure/container-apps/containers#allocations
 */
export function checkResources(
  containers: Container[],
  environment: Resource,
  profileName: string | undefined,
): void {
  const cores = sum(containers.map(coresOf));
  const memoryGib = sum(containers.map(memoryGibOf));
  const type = profilesOf(environment).find(({ name }) => name === profileName)?.workloadProfileType;
  const node = WORKLOAD_PROFILE_TYPES.find(({ name }) => name === type);
  const asked = `The total requested CPU and memory resources for this application (CPU: ${cores}, memory: ${memoryGib.toFixed(1)}) is invalid.`;
  if (!node || node.category === 'Consumption') {
    const maxCores = node?.cores ?? MAX_CORES_WITHOUT_PROFILES;
    if (cores <= maxCores && cores % STEP_CORES === 0 && memoryGib === cores * GIB_PER_CORE) return;
    throw refused(
      'ContainerAppInvalidResourceTotal',
      `${asked} Total CPU and memory for all containers defined in a Container App must add up to one of the following CPU - Memory combinations: ${combinations(maxCores)}`,
    );
  }
  if (cores <= node.cores && memoryGib <= node.memoryGiB) return;
  throw refused(
    'ContainerAppInvalidResourceTotal',
    `${asked} The workload profile '${profileName}' of type '${node.name}' has at most ${node.cores} cores and ${node.memoryGiB}Gi for a replica.`,
  );
}

function coresOf({ name, resources }: Container): number {
  if (resources.cpu > 0) return resources.cpu;
  throw invalidField(
    `template.containers.${name}.resources.cpu`,
    `Invalid value: ${resources.cpu}: must be greater than 0`,
  );
}

function memoryGibOf({ name, resources }: Container): number {
  const gib = Number(MEMORY.exec(resources.memory)?.[1]);
  if (gib > 0) return gib;
  throw invalidField(
    `template.containers.${name}.resources.memory`,
    `Invalid value: "${resources.memory}": must be an amount in Gi, such as 0.5Gi`,
  );
}

function combinations(maxCores: number): string {
  const count = maxCores / STEP_CORES;
  return Array.from({ length: count }, (_, index) => (index + 1) * STEP_CORES)
    .map((cores) => `[cpu: ${withFraction(cores)}, memory: ${withFraction(cores * GIB_PER_CORE)}Gi]`)
    .join('; ');
}

function withFraction(amount: number): string {
  return Number.isInteger(amount) ? amount.toFixed(1) : String(amount);
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
