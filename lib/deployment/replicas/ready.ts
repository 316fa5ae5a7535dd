import 'server-only';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import { getContainerApp } from '@/lib/azure/container-apps';
import { pollDelayMs } from '@/lib/azure/poll-delay';
import { getRevision, listReplicas, type Replica, type Revision } from '@/lib/azure/revisions';
import { sleep } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { knownFailure } from '@/lib/deployment/logs/known-failures';
import type { Restarted } from '@/lib/deployment/operate/restart';
import { type CrashCause, crashCause } from '@/lib/deployment/replicas/crash-cause';
import { type Evidence, evidenceOfReport } from '@/lib/deployment/replicas/evidence';
import { imagePullFailure } from '@/lib/deployment/replicas/image-pull';
import { proveAdapter } from '@/lib/deployment/replicas/prove-adapter';
import { proveGeneration } from '@/lib/deployment/replicas/prove-generation';
import { ReplicaLogs } from '@/lib/deployment/replicas/replica-logs';
import { StageTeller } from '@/lib/deployment/replicas/stage-teller';
import type { DeployTarget } from '@/lib/deployment/target';
import { type Readiness, readReadiness } from '@/lib/gradio/readiness';
import type { StepContext } from '@/lib/runs/step';

/** Pulling the image, installing and reading a large model from a share takes its time; the start-up probe gives up before. */
const READY_TIMEOUT_MS = 30 * 60_000;
/** One death may be bad luck; a second one says that the start itself is wrong. */
const MAX_RESTARTS = 2;

/**
 * Waits until the app's new replicas answer, their logs in the run meanwhile. `downtimeMs` is how long nothing answered, from
 * the end of the old replicas on. AppError when the new ones cannot come up.
 */
export async function waitUntilReady(
  context: StepContext<unknown>,
  target: DeployTarget,
  restarted: Restarted,
): Promise<{ downtimeMs: number }> {
  const stages = new StageTeller(context);
  const logs = new ReplicaLogs(context, target.app, stages);
  try {
    const { eventStreamEndpoint } = await bearBreaks(context.signal, () =>
      getContainerApp(target.app, context.signal),
    );
    if (eventStreamEndpoint) logs.followSystem(eventStreamEndpoint, restarted);
    const { replica, downtimeMs } = await pollUntilReady(context, target, restarted, { logs, stages });
    await proveGeneration(context, target.server);
    if (replica) stages.take([{ sign: 'answered', replica, atMs: Date.now() }]);
    return { downtimeMs };
  } finally {
    await logs.close();
    if (!context.signal.aborted) {
      await stages.tell();
      // Whether or not the app came up: what is wrong with its adapter may be why it did not.
      await context.emit({ type: 'adapter.proof', ...(await proveAdapter(target, context.signal)) });
    }
  }
}

type Watchers = { logs: ReplicaLogs; stages: StageTeller };

async function pollUntilReady(
  context: StepContext<unknown>,
  target: DeployTarget,
  restarted: Restarted,
  { logs, stages }: Watchers,
): Promise<{ downtimeMs: number; replica: string | undefined }> {
  const { signal } = context;
  // What was stopped first has answered nothing since; other replicas answer until they are seen to be gone.
  let goneAtMs = restarted.previousReplicas.length === 0 ? restarted.restartedAtMs : undefined;
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let last: Readiness | undefined;
  for (let looks = 0; Date.now() < deadline; looks++) {
    const { replicas, revision } = await look(target, restarted, signal);
    const isOld = ({ name }: Replica) => restarted.previousReplicas.includes(name);
    const fresh = replicas.filter((replica) => !isOld(replica));
    for (const replica of fresh) logs.followReplica(replica);
    refuseFailedStart(revision, fresh, logs);

    // An old replica that still runs would answer for the new ones.
    const oldOnesGone = !replicas.some((replica) => isOld(replica) && replica.runningState !== 'NotRunning');
    if (oldOnesGone) goneAtMs ??= restarted.way === 'stop-start' ? restarted.restartedAtMs : Date.now();
    const readiness: Readiness = oldOnesGone
      ? await readReadiness(target.server, signal)
      : { state: 'starting', phase: 'replacing-replicas' };
    if (readiness.phase !== last?.phase) context.log([`The app is in phase ${readiness.phase}.`]);
    last = readiness;
    stages.take(reported(readiness, fresh));
    await stages.tell();
    if (readiness.state === 'ready') {
      return { downtimeMs: Date.now() - (goneAtMs ?? Date.now()), replica: speaker(readiness, fresh) };
    }
    if (readiness.state === 'failed') throw loadFailed(readiness);
    await sleep(pollDelayMs(looks), signal);
  }
  throw notReady(last);
}

function reported(readiness: Readiness, fresh: readonly Replica[]): Evidence[] {
  const replica = speaker(readiness, fresh);
  return replica ? evidenceOfReport(replica, readiness, Date.now()) : [];
}

/** Who has answered: the replica that the app names, or the only one that there is. */
function speaker({ report }: Readiness, fresh: readonly Replica[]): string | undefined {
  const known = fresh.map(({ name }) => name);
  if (report?.replica) return known.find((name) => name === report.replica);
  return known.length === 1 ? known[0] : undefined;
}

/** What the platform says, once it can be asked: the replicas come up without us. */
async function look(
  { app }: DeployTarget,
  { revisionName, previousRevision }: Restarted,
  signal: AbortSignal,
) {
  return bearBreaks(signal, async () => ({
    replicas: [
      ...(await listReplicas(app, revisionName, signal)),
      ...(previousRevision ? await listReplicas(app, previousRevision, signal) : []),
    ],
    revision: await getRevision(app, revisionName, signal),
  }));
}

function refuseFailedStart(
  { runningState, provisioningError }: Revision,
  fresh: Replica[],
  logs: ReplicaLogs,
): void {
  const unpulled = imagePullFailure(
    fresh.flatMap(({ containers }) => containers.map(({ details }) => details)),
  );
  if (unpulled) throw unpulled;
  const crashing = fresh.find(({ containers }) =>
    containers.some(({ restartCount }) => restartCount >= MAX_RESTARTS),
  );
  if (crashing) {
    const details = crashing.containers.find(({ details }) => details)?.details;
    throw crashed(crashCause(logs.lastLines(crashing.name)) ?? unexplained(details));
  }
  if (runningState !== 'Failed' || fresh.length === 0) return;
  const unpullable = imagePullFailure([provisioningError]);
  if (unpullable) throw unpullable;
  const said = fresh.map(({ name }) => crashCause(logs.lastLines(name))).find((cause) => cause);
  throw crashed(said ?? unexplained(provisioningError));
}

/** What the platform says of it, where the app has said nothing. */
function unexplained(details: string | undefined): CrashCause | undefined {
  return details === undefined ? undefined : { line: details, known: knownFailure(details) };
}

function crashed(cause: CrashCause | undefined): AppError {
  const { line, known } = cause ?? {};
  return new AppError('unavailable', {
    code: 'app_crashed',
    message: line ? `The app ends as soon as it starts: ${line}` : 'The app ends as soon as it starts.',
    action:
      known?.action ??
      'Read its console lines in the log of this run, correct inference/, then deploy again.',
    ...(known && { cause: `${known.sentence} ${known.cause}` }),
    target: 'inference',
  });
}

function loadFailed({ reason, action }: Readiness): AppError {
  return new AppError('unavailable', {
    code: 'app_failed',
    message: reason ?? 'The app has started but could not load the model.',
    action: action ?? 'Read its console lines in the log of this run, correct the cause, then deploy again.',
  });
}

function notReady(last: Readiness | undefined): AppError {
  const reason = last?.reason ? ` ${last.reason}` : '';
  return new AppError('timeout', {
    code: 'ready_timeout',
    message: `The app was not ready within ${READY_TIMEOUT_MS / 60_000} minutes; it was in phase ${last?.phase ?? 'unknown'}.${reason}`,
    action: 'Read its console lines in the log of this run, then deploy or restart again.',
  });
}
