import 'server-only';
import { listRevisions } from '@/lib/azure/app-revisions';
import {
  CHECK_LIMIT_MS,
  checkApp,
  READY_LIMIT_MS,
  RESTART_LIMIT_MS,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { cancelBringUp } from '@/lib/deployment/operate/cancel-change';
import { restartedFromStep } from '@/lib/deployment/operate/restart';
import { waitUntilReady } from '@/lib/deployment/replicas/ready';
import { findRevision } from '@/lib/deployment/revisions/compare';
import { HAND_OVER_LIMIT_MS, handOver } from '@/lib/deployment/revisions/hand-over';
import { revisionServer } from '@/lib/deployment/revisions/revision-server';
import { type RollbackInput, rollbackInputSchema } from '@/lib/deployment/revisions/rollback-input';
import { compareCode } from '@/lib/deployment/revisions/snapshot-code';
import { switchRevision } from '@/lib/deployment/revisions/switch-revision';
import { openShare } from '@/lib/deployment/sync/open-share';
import { restoreSnapshot } from '@/lib/deployment/sync/restore-snapshot';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** Nothing travels, but a large file takes its time to be copied on the share too. */
const RESTORE_LIMIT_MS = 60 * 60_000;

type Context = StepContext<RollbackInput>;

/** Brings back the code of an earlier run, an earlier revision or both, waits until its model answers, and gives that the traffic then. */
export const rollback: RunDefinition<RollbackInput> = {
  kind: 'rollback',
  inputSchema: rollbackInputSchema,
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: check },
    { name: 'restore', limitMs: RESTORE_LIMIT_MS, run: restore },
    { name: 'restart', limitMs: RESTART_LIMIT_MS, run: bringUp },
    { name: 'ready', limitMs: READY_LIMIT_MS, run: ready },
    { name: 'traffic', limitMs: HAND_OVER_LIMIT_MS, run: traffic },
  ],
  result: resultOfCheck,
  cancelled: cancelBringUp,
};

async function check(context: Context) {
  const checked = await checkApp(context);
  const { app } = await readTarget(context.project);
  const { revision, snapshot } = context.input;
  if (revision) findRevision(await listRevisions(app, context.signal), revision);
  if (snapshot) await compareCode(context.project, { from: 'now', to: snapshot }, context.signal);
  return checked;
}

async function restore(context: Context) {
  const { snapshot } = context.input;
  if (!snapshot) return undefined;
  const share = await openShare(await readTarget(context.project), context.signal);
  return { snapshot, ...(await restoreSnapshot(context, share, snapshot, 'restore')) };
}

async function bringUp(context: Context) {
  const target = await readTarget(context.project);
  return { ...(await switchRevision(context, target, context.input.revision)) };
}

async function ready(context: Context) {
  const target = await readTarget(context.project);
  const restarted = restartedFromStep(context.results.restart);
  const server = await revisionServer(target, restarted.revisionName, context.signal);
  return { ...(await waitUntilReady(context, { ...target, server }, restarted)) };
}

async function traffic(context: Context) {
  const { revisionName } = restartedFromStep(context.results.restart);
  // Where code alone was brought back, those that answer share the traffic as before.
  if (!context.input.revision) return undefined;
  await handOver(context, await readTarget(context.project), revisionName);
  return undefined;
}
