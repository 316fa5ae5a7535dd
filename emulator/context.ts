import type { Faults } from './armed-faults.ts';
import type { Clock } from './clock.ts';
import type { FilesService } from './files/files-service.ts';
import type { Tokens } from './identity/tokens.ts';
import type { PublicNames } from './public-names.ts';
import type { ReplicaHost } from './replicas/replica-host.ts';
import type { Account, Operation } from './state/models.ts';
import type { State } from './state/state.ts';
import type { Tasks } from './tasks.ts';

/** What every part of the control plane works with. */
export type EmulatorContext = {
  clock: Clock;
  /** Factor on transition times; 0 makes them immediate. */
  pace: number;
  dataDir: string;
  faults: Faults;
  state: State;
  files: FilesService;
  replicas: ReplicaHost;
  operations: Operations;
  tasks: Tasks;
  /** The home tenant and subscription; in a request, those that it is about. */
  account(): Account;
  /** `http://127.0.0.1:4280`: where programs of this machine ask, whatever names the answers have. */
  origin: string;
  /** How the addresses in answers are formed. */
  names: PublicNames;
  /** Access tokens, as the sign-in service gives them out. */
  tokens: Tokens;
  /** Whether the control plane insists on such a token. */
  strict: boolean;
};

/** Long-running operations: accepted at once, done after their transition time. */
export type Operations = {
  start(action: Operation['action'], resourceId: string, durationMs: number): Operation;
  /** Resolves with the finished operation. */
  settled(operationId: string): Promise<Operation>;
  /** Resolves when nothing is in progress on the resource. */
  idle(resourceId: string): Promise<void>;
  /** Goes on with what a killed predecessor left in progress. */
  resume(): void;
};
