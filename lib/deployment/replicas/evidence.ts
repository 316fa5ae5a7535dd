import 'server-only';
import type { SystemEvent } from '@/lib/azure/log-lines';
import type { AppReport } from '@/lib/gradio/readiness';
import { type ReplicaStage, replicaStages } from '@/lib/runs/replica-stages';

/** One thing that tells how far a replica is. `atMs` in epoch milliseconds: when it happened, or was first known. */
export type Evidence = { atMs: number; replica: string } & (
  | { sign: 'platform'; reason: string; message: string }
  | { sign: 'reached'; stage: ReplicaStage }
  /** The app is up and could not load its model. */
  | { sign: 'gave-up'; said: string }
  /** The model has answered. */
  | { sign: 'answered' }
);

/** What programs of others write on their way: the template of AI Toolkit, pip, transformers and Gradio. */
const tellingLines: readonly (readonly [RegExp, ReplicaStage])[] = [
  [/^(?:Collecting |Requirement already satisfied: |Installing collected packages: )/, 'commands'],
  [/^Loading checkpoint shards/, 'loading-base'],
  [/^\*? ?Running on local URL:/, 'ready'],
];
const phaseLine = /^phase: ([\w-]+)$/;

/** What the platform says of a replica; null where it speaks of the whole app, or at no time. */
export function evidenceOfEvent({ atMs, replica, reason, message }: SystemEvent): Evidence | null {
  if (replica === '' || Number.isNaN(atMs)) return null;
  return { sign: 'platform', atMs, replica, reason, message };
}

/** What a console line tells; null for nearly all of them. */
export function evidenceOfLine(replica: string, text: string, atMs: number): Evidence | null {
  const phase = stageOf(phaseLine.exec(text)?.[1]);
  const stage = phase ?? tellingLines.find(([line]) => line.test(text))?.[1];
  return stage ? { sign: 'reached', stage, replica, atMs } : null;
}

/**
 * What an app's report tells: when each phase began, where the app says how long they took, else that this one has been
 * reached. `lookedAtMs` is when it was asked.
 */
export function evidenceOfReport(
  replica: string,
  { phase, reason, report = {} }: { phase: string; reason?: string; report?: AppReport },
  lookedAtMs: number,
): Evidence[] {
  const startedAtMs = Date.parse(report.startedAt ?? '');
  const durations = Object.entries(report.phaseSeconds ?? {});
  const knowsTimes = !Number.isNaN(startedAtMs);
  let atMs = knowsTimes ? startedAtMs : lookedAtMs;
  const reached: Evidence[] = [];
  for (const [name, seconds] of knowsTimes ? durations : []) {
    const stage = stageOf(name);
    if (stage) reached.push({ sign: 'reached', stage, replica, atMs });
    atMs += seconds * 1_000;
  }
  if (phase === 'failed') {
    return [
      ...reached,
      { sign: 'gave-up', said: reason ?? 'The app could not load the model.', replica, atMs },
    ];
  }
  const stage = stageOf(phase);
  return stage ? [...reached, { sign: 'reached', stage, replica, atMs }] : reached;
}

function stageOf(phase: string | undefined): ReplicaStage | undefined {
  return replicaStages.find((stage) => stage === phase);
}
