import type { Mount } from './mounts.ts';
import type { ContainerSpec } from './replica-host.ts';

/** A container with its mounts found; one that `runsOnce` has done its work when it ends with exit code 0. */
export type ContainerPlan = Omit<ContainerSpec, 'mounts'> & { mounts: Mount[]; runsOnce: boolean };
