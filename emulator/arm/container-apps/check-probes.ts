import type { Probe } from './container-schema.ts';
import { checkRange, firstDuplicate, invalidField } from './refusals.ts';

const MAX_PORT = 65_535;

/** What the service accepts for each number of a probe. */
const PROBE_LIMITS = [
  ['initialDelaySeconds', 0, 60],
  ['periodSeconds', 1, 240],
  ['timeoutSeconds', 1, 240],
  ['failureThreshold', 1, 10],
  ['successThreshold', 1, 10],
  ['terminationGracePeriodSeconds', 1, 3600],
] as const satisfies readonly (readonly [keyof Probe, number, number])[];

/** Checks the probes of one container. Throws ArmError naming the field. */
export function checkProbes(field: string, probes: Probe[]): void {
  const twice = firstDuplicate(probes.map(({ type }) => type));
  if (twice !== undefined) {
    throw invalidField(`${field}.probes`, `Duplicate value: "${twice}": one probe of each type`);
  }
  for (const probe of probes) checkProbe(`${field}.probes.${probe.type}`, probe);
}

function checkProbe(field: string, probe: Probe): void {
  if (!probe.httpGet === !probe.tcpSocket) {
    throw invalidField(field, 'Invalid value: a probe needs either httpGet or tcpSocket');
  }
  checkRange(`${field}.port`, probe.httpGet?.port ?? probe.tcpSocket?.port, 1, MAX_PORT);
  for (const [name, least, most] of PROBE_LIMITS) checkRange(`${field}.${name}`, probe[name], least, most);
  if (probe.type !== 'Readiness') checkRange(`${field}.successThreshold`, probe.successThreshold, 1, 1);
}
