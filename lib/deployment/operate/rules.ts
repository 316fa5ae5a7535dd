import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import type { RunKind } from '@/lib/runs/events';

/** What decides whether a project may be changed now. */
export type ProjectState = { provisioned: boolean; activeRun: RunKind | null };

/** Why something is not allowed; the texts are the interface's. */
type Refusal = 'not-provisioned' | 'run-active';

export type Verdict = { allowed: true } | { allowed: false; reason: Refusal };

/** Whether resources may be provisioned: at any time, but one change after the other. */
export function canProvision({ activeRun }: ProjectState): Verdict {
  return activeRun ? { allowed: false, reason: 'run-active' } : { allowed: true };
}

/** Whether the app may be deployed or restarted: there must be one. */
export function canDeploy(state: ProjectState): Verdict {
  return state.provisioned ? canProvision(state) : { allowed: false, reason: 'not-provisioned' };
}

/**
 * How an app is. `changing`: Azure is at work on it; `inactive`: its newest revision is switched off; `failed`: that revision
 * cannot come up; `starting`: replicas are on their way; `running`: one is ready.
 */
export type AppState =
  | 'changing'
  | 'stopped'
  | 'inactive'
  | 'failed'
  | 'scaled-to-zero'
  | 'starting'
  | 'running';

/** What Azure tells of an app and its newest revision, as far as its state follows from it. */
type Seen = {
  provisioningState: string;
  stopped: boolean;
  revision: { active: boolean; runningState: string };
  minReplicas: number;
  replicas: readonly { ready: boolean }[];
};

const AT_WORK = ['InProgress', 'Deleting'];

/** The state that these facts amount to. */
export function appStateOf({ provisioningState, stopped, revision, minReplicas, replicas }: Seen): AppState {
  if (AT_WORK.includes(provisioningState)) return 'changing';
  if (stopped) return 'stopped';
  if (!revision.active) return 'inactive';
  if (revision.runningState === 'Failed') return 'failed';
  if (replicas.some(({ ready }) => ready)) return 'running';
  return replicas.length === 0 && minReplicas === 0 ? 'scaled-to-zero' : 'starting';
}

/** What can be done to an app. */
export type AppAction = 'stop' | 'start' | 'scale' | 'wake' | RestartWay;

export type AppFacts = { state: AppState; revisionMode: 'single' | 'multiple' };

/** `code` is snake_case; the sentences are for the reader. */
export type AppVerdict =
  | { allowed: true }
  | { allowed: false; code: string; message: string; action: string };

type AppRefusal = Omit<Extract<AppVerdict, { allowed: false }>, 'allowed'>;

const START_FIRST = 'Start the app first.';

const refusals = {
  changing: {
    code: 'app_changing',
    message: 'Azure is still carrying out a change of the app.',
    action: 'Wait a moment, then look again.',
  },
  alreadyStopped: {
    code: 'app_already_stopped',
    message: 'The app is stopped already.',
    action: 'Start it when you need it.',
  },
  notStopped: {
    code: 'app_not_stopped',
    message: 'The app is not stopped.',
    action: 'Restart it, if it should read its files anew.',
  },
  revisionInactive: {
    code: 'revision_inactive',
    message: 'The newest revision of the app is not active.',
    action: 'Restart the app: that activates the revision.',
  },
  stopped: {
    code: 'app_stopped',
    message: 'The app is stopped: nothing of it runs, and no request wakes it.',
    action: START_FIRST,
  },
  stoppedForScale: {
    code: 'app_stopped',
    message: 'The app is stopped: another scale makes a new revision, which would not come up.',
    action: START_FIRST,
  },
  awake: {
    code: 'app_awake',
    message: 'The app has a replica already.',
    action: 'Ask it something.',
  },
  failing: {
    code: 'app_failing',
    message: 'The app fails to start, so that a request does not wake it.',
    action: 'Read its log, correct the cause, then deploy.',
  },
  nothingRuns: {
    code: 'app_scaled_to_zero',
    message: 'No replica runs that would have to make room.',
    action: 'Restart the app, which wakes a fresh replica.',
  },
  multiple: {
    code: 'multiple_revisions',
    message: 'The app runs several revisions at once: a new one would get no traffic by itself.',
    action: 'Give it traffic under Revisions, or let the app run a single revision.',
  },
} as const satisfies Record<string, AppRefusal>;

type Told = keyof typeof refusals;

/** Why an action is not possible in a state; what is not here is possible. */
const table: Record<AppAction, Partial<Record<AppState, Told>>> = {
  stop: { changing: 'changing', stopped: 'alreadyStopped' },
  start: {
    changing: 'changing',
    inactive: 'revisionInactive',
    failed: 'notStopped',
    'scaled-to-zero': 'notStopped',
    starting: 'notStopped',
    running: 'notStopped',
  },
  scale: { changing: 'changing', stopped: 'stoppedForScale' },
  wake: {
    changing: 'changing',
    stopped: 'stopped',
    inactive: 'revisionInactive',
    failed: 'failing',
    starting: 'awake',
    running: 'awake',
  },
  restart: { changing: 'changing', stopped: 'stopped' },
  'new-revision': { changing: 'changing', stopped: 'stopped' },
  'stop-start': { changing: 'changing', inactive: 'revisionInactive', 'scaled-to-zero': 'nothingRuns' },
};

const MAKES_A_REVISION: readonly AppAction[] = ['scale', 'new-revision'];

/** Whether that may be done to the app now, and why not. */
export function judgeAction(action: AppAction, { state, revisionMode }: AppFacts): AppVerdict {
  const told = table[action][state];
  if (told) return { allowed: false, ...refusals[told] };
  if (revisionMode === 'multiple' && MAKES_A_REVISION.includes(action)) {
    return { allowed: false, ...refusals.multiple };
  }
  return { allowed: true };
}
