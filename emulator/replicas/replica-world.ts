import type { Faults } from '../armed-faults.ts';
import type { Clock } from '../clock.ts';
import type { ImageStore } from './images.ts';
import type { LayerStore } from './layers.ts';
import type { LogArchive } from './log-archive.ts';
import type { MountLinks } from './mounts.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { LineSource, LogLine, SystemEvent } from './replica-host.ts';
import type { EventReason } from './system-events.ts';

/** What all replicas of a host share. */
export type HostWorld = {
  clock: Clock;
  /** Factor on the service's own waiting times: back-off and probe intervals. */
  pace: number;
  faults: Faults;
  archive: LogArchive;
  images: ImageStore;
  layers: LayerStore;
  registry: ProcessRegistry;
  mountLinks: MountLinks;
  /** Holds the folders of running replicas. */
  workFolder: string;
  /** The environment of this program, of which containers get a small part. */
  machine: NodeJS.ProcessEnv;
  /** Nothing starts before this: a predecessor's processes are being ended, or init containers have to do their work. */
  begin: Promise<void>;
};

/** What the containers of one replica share. */
export type ReplicaWorld = HostWorld & {
  appId: string;
  appName: string;
  revisionName: string;
  replicaName: string;
  /** What is the replica's own on disk: its volumes and its containers' working folders. */
  folder: string;
  terminationGraceMs: number;
  hostname: string | undefined;
  /** 0 for a container that gets no default probes: one that the ingress does not reach, or one on a GPU. */
  defaultProbePort: number;
  /** The replica's place in its generation: the one that follows it after a restart has the same. */
  position: number;
  /** The loopback port that stands for the target port. */
  port(): Promise<number>;
  event(type: SystemEvent['type'], reason: EventReason, message: string, count?: number): void;
  /** Told of each line that a container has written. */
  wrote(source: Pick<LineSource, 'container' | 'image'>, line: LogLine): void;
  /** Told whenever the state of a container changed. */
  changed(): void;
};
