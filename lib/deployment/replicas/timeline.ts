import 'server-only';
import type { Evidence } from '@/lib/deployment/replicas/evidence';
import {
  type ReplicaStage,
  type ReplicaTimeline,
  replicaStages,
  type StageTold,
  type StageView,
  withStage,
} from '@/lib/runs/replica-stages';

/** Why the platform ended a container that was not asked to: anything else is a failure. */
const askedToEnd = /reason '(?:ManuallyStopped|Completed)'/;
const unpulled = /reason 'ImagePullFailure'/;
/** The platform's words that explain why nothing moves. */
const holdsUp = new Set(['ImagePullBackOff', 'ContainerBackOff', 'FailedScheduling', 'FailedMount']);
/** While an app starts its probes fail all the time; what matters is that the platform gives it up for that. */
const givesUp = /will be restarted/;

/**
 * What each replica has gone through, told from all the evidence about it, which may come late and in any order. A container
 * that ended and starts again begins another attempt.
 */
export function timelinesOf(evidence: readonly Evidence[]): ReplicaTimeline[] {
  let timelines: ReplicaTimeline[] = [];
  for (const sign of evidence.toSorted((one, other) => one.atMs - other.atMs)) {
    for (const told of follows(timelines, sign)) timelines = withStage(timelines, told);
  }
  return timelines;
}

/** The stages that this sign begins, ends or explains. */
function follows(timelines: readonly ReplicaTimeline[], sign: Evidence): StageTold[] {
  const { replica, atMs } = sign;
  const at = new Date(atMs).toISOString();
  const last = timelines.find((each) => each.replica === replica)?.attempts.at(-1);
  const now = { replica, attempt: last?.attempt ?? 1, stage: last?.stages.at(-1) };
  switch (sign.sign) {
    case 'reached':
      return reach(now, sign.stage, at);
    case 'gave-up':
      return end(now, { state: 'failed', finishedAt: at, said: sign.said });
    case 'answered':
      return now.stage?.stage === 'ready' ? end(now, { state: 'done', finishedAt: at }) : [];
    case 'platform':
      return ofPlatform(now, sign, at);
  }
}

/** Where a replica stands: the stage that it reached last. */
type Now = { replica: string; attempt: number; stage: StageView | undefined };

function ofPlatform(
  now: Now,
  { reason, message }: { reason: string; message: string },
  at: string,
): StageTold[] {
  switch (reason) {
    case 'AssigningReplica':
      return reach(now, 'assigned', at);
    case 'PullingImage':
      return now.stage?.stage === 'pulling' ? again(now) : reach(now, 'pulling', at);
    case 'PulledImage':
      return now.stage?.stage === 'pulling' ? end(now, { state: 'done', finishedAt: at }) : [];
    case 'ContainerCreated':
    case 'ContainerStarted':
      return reach(
        isOver(now, reason, at) ? { ...now, attempt: now.attempt + 1, stage: undefined } : now,
        'commands',
        at,
      );
    case 'ContainerTerminated':
      return terminated(now, message, at);
    default:
      return explains(reason, message) && now.stage && now.stage.state !== 'done'
        ? [told(now, { ...now.stage, said: message })]
        : [];
  }
}

function explains(reason: string, message: string): boolean {
  return holdsUp.has(reason) || (reason === 'ProbeFailed' && givesUp.test(message));
}

/** A container is made once in each attempt, at the moment in which it starts, and starts anew only after its end. */
function isOver({ stage }: Now, reason: string, at: string): boolean {
  if (!stage || replicaStages.indexOf(stage.stage) < replicaStages.indexOf('commands')) return false;
  return stage.state === 'failed' || (reason === 'ContainerCreated' && stage.startedAt !== at);
}

function terminated(now: Now, message: string, at: string): StageTold[] {
  if (askedToEnd.test(message) || !now.stage) return [];
  if (unpulled.test(message) && now.stage.stage !== 'pulling') return [];
  return end(now, { state: 'failed', finishedAt: at, said: message });
}

/** A pull that failed is tried again: it is the same stage, which has not ended after all. */
function again(now: Now): StageTold[] {
  if (now.stage?.state !== 'failed') return [];
  const { stage, startedAt, said } = now.stage;
  return [told(now, { stage, startedAt, state: 'running', ...(said && { said }) })];
}

/** Nobody goes back: what is told late of an earlier stage changes nothing. */
function reach(now: Now, stage: ReplicaStage, at: string): StageTold[] {
  if (now.stage && replicaStages.indexOf(now.stage.stage) >= replicaStages.indexOf(stage)) return [];
  const before = now.stage?.state === 'running' ? end(now, { state: 'done', finishedAt: at }) : [];
  return [...before, told(now, { stage, state: 'running', startedAt: at })];
}

function end(now: Now, change: Pick<StageView, 'state' | 'finishedAt' | 'said'>): StageTold[] {
  if (!now.stage) return [];
  const { stage, startedAt, said } = now.stage;
  const kept = change.state === 'failed' && said ? { said } : {};
  return [told(now, { stage, startedAt, ...kept, ...change })];
}

function told({ replica, attempt }: Now, stage: StageView): StageTold {
  return { replica, attempt, ...stage };
}
