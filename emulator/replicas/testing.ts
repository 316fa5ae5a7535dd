import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../system-clock.ts';
import { createReplicaHost, type ReplicaHostOptions } from './create-replica-host.ts';
import type { ContainerSpec, ReplicaHost, RevisionSpec } from './replica-host.ts';

const POLL_MS = 10;
const PATIENCE_MS = 15_000;

export type Rig = AsyncDisposable & { host: ReplicaHost; folder: string };

/** A host on real processes in a temporary folder, without any wait that can be spared. Disposal ends all of it. */
export async function openHost(options: Partial<ReplicaHostOptions> = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'replicas-'));
  const host = createReplicaHost({
    dir: join(folder, 'state'),
    imagesDir: join(folder, 'images'),
    clock: systemClock,
    pace: 0,
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
    appName: 'app',
    revisionName: 'app--one',
    minReplicas: 1,
    maxReplicas: 1,
    active: true,
    targetPort: 7860,
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

/** Waits for a condition; throws when it does not come true. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`This never came true: ${condition}`);
    await delay(POLL_MS);
  }
}
