import 'server-only';
import { listRevisions } from '@/lib/azure/app-revisions';
import {
  CHECK_LIMIT_MS,
  checkApp,
  READY_LIMIT_MS,
  RESTART_LIMIT_MS,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { restartedFromStep } from '@/lib/deployment/operate/restart';
import { waitUntilReady } from '@/lib/deployment/replicas/ready';
import { findRevision } from '@/lib/deployment/revisions/compare';
import { HAND_OVER_LIMIT_MS, handOver } from '@/lib/deployment/revisions/hand-over';
import { revisionServer } from '@/lib/deployment/revisions/revision-server';
import { type RollbackInput, rollbackInputSchema } from '@/lib/deployment/revisions/rollback-input';
import { switchRevision } from '@/lib/deployment/revisions/switch-revision';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

type Context = StepContext<RollbackInput>;

/** Brings back an earlier revision, waits until its model answers, and gives it the traffic then. */
export const rollback: RunDefinition<RollbackInput> = {
  kind: 'rollback',
  inputSchema: rollbackInputSchema,
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: check },
    { name: 'restart', limitMs: RESTART_LIMIT_MS, run: bringUp },
    { name: 'ready', limitMs: READY_LIMIT_MS, run: ready },
    { name: 'traffic', limitMs: HAND_OVER_LIMIT_MS, run: traffic },
  ],
  result: resultOfCheck,
};

async function check(context: Context) {
  const checked = await checkApp(context);
  const { app } = await readTarget(context.project);
  const { revision } = context.input;
  findRevision(await listRevisions(app, context.signal), revision);
  return checked;
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
  await handOver(context, await readTarget(context.project), revisionName);
  return undefined;
}
