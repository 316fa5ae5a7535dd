/** An app by its ARM id, whatever its case: two resource groups may each have an app of one name. */
export type AppRef = { id: string; name: string };
export type RevisionRef = { appId: string; name: string };

/** What the control plane asks of the part that runs containers as processes. */
export type ReplicaHost = {
  /** Makes reality follow this: starts, stops or replaces replicas of one revision. Returns at once. */
  apply(revision: RevisionSpec): void;
  /** Starts new replicas, then stops the old ones. Resolves when the request is accepted, as the service does. */
  restart(revision: RevisionRef): Promise<void>;
  /** Stops every replica of a revision and forgets it. Resolves when its processes have ended. */
  remove(revision: RevisionRef): Promise<void>;
  replicas(revision: RevisionRef): ReplicaStatus[];
  /** Running when one replica is ready; Failed while every one keeps crashing; else Processing. */
  health(revision: RevisionRef): {
    runningState: 'Running' | 'Processing' | 'Failed' | 'Stopped';
    details?: string;
  };
  /** Console lines of one container or init container, `tailLines` of the past first; ends when `signal` aborts or the replica is gone. */
  consoleLog(
    revision: RevisionRef,
    replica: string,
    container: string,
    options: LogOptions,
  ): AsyncIterable<LogLine>;
  /** System events of an app (all revisions): image pull, container start, probe failures, back-off. */
  systemLog(app: AppRef, options: LogOptions): AsyncIterable<SystemEvent>;
  /** System events of all apps of an environment. */
  environmentLog(environmentId: string, options: LogOptions): AsyncIterable<SystemEvent>;
  /** What reaches the workspaces of the environments: all that was written since this host began, as far as it is kept. */
  archive: Archived;
  /** Ends the log of an environment that is no more. */
  forgetEnvironment(environmentId: string): void;
  /** Carries one request to a ready replica; 503 when there is none, 504 when one takes too long. */
  forward(revision: RevisionRef, request: Request): Promise<Response>;
  /** Ends every process that this host started. */
  close(): Promise<void>;
};

/** One revision as it should run; a changed spec under the same name updates scale only. */
export type RevisionSpec = {
  appId: string;
  appName: string;
  environmentId: string;
  revisionName: string;
  minReplicas: number;
  maxReplicas: number;
  active: boolean;
  targetPort: number;
  /** On a GPU profile, where the service adds no default probes. */
  onGpu: boolean;
  /** Fully qualified name of the revision; containers see it as CONTAINER_APP_HOSTNAME. */
  hostname?: string;
  /** Another replica comes for every so many requests at once; Infinity where no rule looks at requests. */
  requestsPerReplica: number;
  /** Replicas beyond `minReplicas` go when they have not been needed for so long. */
  cooldownSeconds: number;
  /** How long containers may take to end when they are asked to. */
  terminationGraceSeconds: number;
  volumes: ReplicaVolume[];
  /** Run one after the other, each to its successful end, before the containers start. */
  initContainers: ContainerSpec[];
  containers: ContainerSpec[];
};

/** A folder that each replica has of its own: what an EmptyDir is, and a Secret volume with its files by name. */
export type ReplicaVolume = { name: string; files: Record<string, string> };

export type ContainerSpec = {
  name: string;
  image: string;
  command: string[];
  args: string[];
  env: Record<string, string>;
  mounts: MountSpec[];
  probes: ProbeSpec[];
};

/** Mount path in the container, and what stands for it: a folder on disk or one in a volume of the replica's own. */
export type MountSpec = { mountPath: string } & ({ folder: string } | { volume: string; subPath: string });

export type ProbeSpec = {
  type: 'Startup' | 'Readiness' | 'Liveness';
  /** Absent for a TCP probe. */
  httpPath?: string;
  port: number;
  initialDelaySeconds: number;
  periodSeconds: number;
  timeoutSeconds: number;
  failureThreshold: number;
  successThreshold: number;
};

export type ReplicaStatus = {
  name: string;
  createdTime: string;
  runningState: 'Running' | 'NotRunning' | 'Unknown';
  runningStateDetails?: string;
  initContainers: ContainerStatus[];
  containers: ContainerStatus[];
};

export type ContainerStatus = {
  name: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  runningState: 'Running' | 'Terminated' | 'Waiting';
  runningStateDetails?: string;
};

export type LogOptions = { follow: boolean; tailLines: number; signal: AbortSignal };
/** `at` has seven digits of a second and is later than that of any line before it in the same log. */
export type LogLine = { at: string; stream: 'stdout' | 'stderr'; text: string };
/** Where a console line comes from. */
export type LineSource = { revisionName: string; replicaName: string; container: string; image: string };
export type ArchivedLine = LogLine & LineSource & { appName: string };
/** Of all apps of some environments, those of one app in their order. */
export type Archived = {
  lines(environmentIds: readonly string[]): Promise<ArchivedLine[]>;
  events(environmentIds: readonly string[]): Promise<SystemEvent[]>;
};
export type SystemEvent = {
  /** ISO 8601. */
  at: string;
  type: 'Normal' | 'Warning';
  appName: string;
  revisionName: string;
  replicaName: string;
  message: string;
  reason: string;
  source: 'ContainerAppController' | 'KEDA';
  /** How often it has come by now. */
  count: number;
};
