import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createFaults } from '../armed-faults.ts';
import { systemClock } from '../system-clock.ts';
import { createReplicaHost, type ReplicaHostOptions } from './create-replica-host.ts';
import type { ContainerSpec, ReplicaHost, RevisionSpec } from './replica-host.ts';

/** The one app and revision of a test that needs no other. */
export const APP = {
  id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/containerApps/app',
  name: 'app',
};
export const ONE = { appId: APP.id, name: 'app--one' };

const POLL_MS = 10;
const PATIENCE_MS = 15_000;

type Rig = AsyncDisposable & { host: ReplicaHost; folder: string };

/** A host on real processes in a temporary folder, without any wait that can be spared. Disposal ends all of it. */
export async function openHost(options: Partial<ReplicaHostOptions> = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'replicas-'));
  const host = createReplicaHost({
    dir: join(folder, 'state'),
    imagesDir: join(folder, 'images'),
    clock: systemClock,
    pace: 0,
    faults: createFaults(),
    ...options,
  });
  return {
    host,
    folder,
    async [Symbol.asyncDispose]() {
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A revision `app--one` with one container. */
export function specOf({
  container,
  ...rest
}: Partial<RevisionSpec> & { container: ContainerSpec }): RevisionSpec {
  return {
    appId: APP.id,
    appName: APP.name,
    environmentId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/env',
    revisionName: ONE.name,
    minReplicas: 1,
    maxReplicas: 1,
    active: true,
    targetPort: 7860,
    onGpu: false,
    requestsPerReplica: 10,
    cooldownSeconds: 300,
    terminationGraceSeconds: 30,
    volumes: [],
    initContainers: [],
    containers: [container],
    ...rest,
  };
}

export function containerOf(rest: Partial<ContainerSpec>): ContainerSpec {
  return {
    name: 'main',
    image: 'docker.io/library/python:3.11',
    command: [],
    args: [],
    env: {},
    mounts: [],
    probes: [],
    ...rest,
  };
}

/** A container that runs `fixtures/app.py` from a mount, as an app runs from its share. */
export function appContainer(rest: Partial<ContainerSpec> = {}): ContainerSpec {
  return containerOf({
    command: ['/bin/bash', '-c', 'exec python3 /mount/app.py'],
    mounts: [{ mountPath: '/mount', folder: fileURLToPath(new URL('./fixtures', import.meta.url)) }],
    ...rest,
  });
}

/** A host with one replica of the test app that is ready. */
export async function openApp(container: Partial<ContainerSpec> = {}): Promise<Rig> {
  const rig = await openHost();
  rig.host.apply(specOf({ container: appContainer(container) }));
  await until(() => rig.host.health(ONE).runningState === 'Running');
  return rig;
}

/** Sends one request through the ingress. */
export function send(host: ReplicaHost, path: string, init: RequestInit = {}): Promise<Response> {
  return host.forward(ONE, new Request(`http://app.example.localhost:4280${path}`, init));
}

/** The names of the replicas that are ready. */
export function readyReplicas(host: ReplicaHost): string[] {
  const ready = host
    .replicas(ONE)
    .filter(({ containers }) => containers.every((container) => container.ready));
  return ready.map(({ name }) => name);
}

/** The reasons in the system log so far. */
export async function reasons(host: ReplicaHost): Promise<string[]> {
  const found: string[] = [];
  const signal = new AbortController().signal;
  for await (const event of host.systemLog(APP, { follow: false, tailLines: 1_000, signal }))
    found.push(event.reason);
  return found;
}

/** Follows the console of the only replica until enough lines came. */
export async function consoleLines(
  host: ReplicaHost,
  isEnough: (lines: string[]) => boolean,
): Promise<string[]> {
  const lines: string[] = [];
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const replica = host.replicas(ONE)[0]?.name ?? '';
  for await (const line of host.consoleLog(ONE, replica, 'main', {
    follow: true,
    tailLines: 1_000,
    signal,
  })) {
    lines.push(`${line.stream} ${line.text}`);
    if (isEnough(lines)) break;
  }
  return lines;
}

/** Waits for a condition; throws when it does not come true. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`This never came true: ${condition}`);
    await delay(POLL_MS);
  }
}
