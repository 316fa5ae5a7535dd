import 'server-only';
import { portalUrl } from '@/lib/azure/cloud';
import {
  cancelDeployment,
  type DeploymentAddress,
  type DeploymentState,
  getDeployment,
} from '@/lib/azure/deployments';
import { armError } from '@/lib/azure/errors';
import { sleep } from '@/lib/core/clock';
import { AppError, type ErrorInfo, toErrorInfo } from '@/lib/core/errors';
import { recordLeftBehind } from '@/lib/provisioning/created-resources';
import { deploymentId } from '@/lib/provisioning/deployment-address';
import type { ProvisionInput } from '@/lib/provisioning/input';
import { tagCreated } from '@/lib/provisioning/tag-created';
import type { CancelOutcome } from '@/lib/runs/events';
import type { StepContext } from '@/lib/runs/step';

const POLL_INTERVAL_MS = 1_000;
/** Azure finishes the resource at hand before it stops; nobody waits for that to the end. */
const STOP_WAIT_MS = 40_000;
/** A submit that was broken off may still be on its way to Azure. */
const SUBMIT_SETTLE_MS = 3_000;

type Context = StepContext<ProvisionInput>;
type Answer = { outcome: CancelOutcome; error?: ErrorInfo };

/**
 * Asks Azure to stop and emits what came of it. Azure keeps what it has made; so does this. `go-on` when Azure was done
 * before it was asked, or did not take the request: the run's end is then the deployment's.
 */
export async function cancelProvisioning(
  context: Context,
  at: DeploymentAddress,
  stopWaitMs = STOP_WAIT_MS,
): Promise<'ended' | 'go-on'> {
  const { outcome, error } = await stopAndRecord(context, at, stopWaitMs).catch(
    (failure): Answer => ({ outcome: 'request-failed', error: toErrorInfo(failure) }),
  );
  await context.emit({ type: 'run.cancel-outcome', outcome, ...(error && { error }) });
  return goesOn({ outcome }) ? 'go-on' : 'ended';
}

function goesOn({ outcome }: Answer): boolean {
  return outcome !== 'cancelled' && outcome !== 'still-pending';
}

async function stopAndRecord(context: Context, at: DeploymentAddress, stopWaitMs: number): Promise<Answer> {
  const answer = await askAzure(context, at, stopWaitMs);
  // Before the outcome is told: after it nothing of this run is taken up again.
  if (goesOn(answer)) return answer;
  try {
    await recordLeftBehind(context, at);
    await tagCreated(context, at);
  } catch {
    context.log(['Azure could not be asked what is left of this run in the resource group.']);
  }
  return answer;
}

async function askAzure(context: Context, at: DeploymentAddress, stopWaitMs: number): Promise<Answer> {
  const found = await findSubmitted(context, at);
  if (!found) return { outcome: 'cancelled' };
  if (found.status !== 'running') return tooLate(found);
  try {
    await cancelDeployment(at, context.signal);
  } catch (error) {
    // Azure refuses to cancel what has ended, under more than one code.
    const refused = error instanceof AppError && error.kind === 'conflict';
    const now = refused ? await getDeployment(at, context.signal) : null;
    if (!now || now.status === 'running') throw error;
    return tooLate(now);
  }
  const ended = await waitForEnd(at, context.signal, stopWaitMs);
  return ended ? tooLate(ended) : { outcome: 'still-pending', error: stillPending(at) };
}

async function findSubmitted(context: Context, at: DeploymentAddress): Promise<DeploymentState | null> {
  const mayBeOnItsWay = context.results.check !== undefined && context.results.submit === undefined;
  const deadline = Date.now() + (mayBeOnItsWay ? SUBMIT_SETTLE_MS : 0);
  for (;;) {
    const found = await getDeployment(at, context.signal);
    if (found || Date.now() >= deadline) return found;
    await sleep(POLL_INTERVAL_MS, context.signal);
  }
}

/** The deployment once it has ended; null when it has not in time, or cannot be seen: Azure has the request all the same. */
async function waitForEnd(
  at: DeploymentAddress,
  signal: AbortSignal,
  waitMs: number,
): Promise<DeploymentState | null> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const seen = await getDeployment(at, signal).catch(() => null);
    if (seen && seen.status !== 'running') return seen;
    if (Date.now() >= deadline) return null;
    await sleep(POLL_INTERVAL_MS, signal);
  }
}

/** What an ended deployment makes of a cancel; one that ended by being cancelled is what was asked for. */
function tooLate({ status, error }: DeploymentState): Answer {
  if (status === 'succeeded') return { outcome: 'too-late-succeeded' };
  if (status !== 'failed') return { outcome: 'cancelled' };
  return { outcome: 'too-late-failed', error: armError(error ?? {}, 'finish the deployment').info };
}

function stillPending(at: DeploymentAddress): ErrorInfo {
  const link = portalUrl(deploymentId(at));
  return {
    code: 'cancel_pending',
    message: 'Azure has taken the request to stop, and the deployment is still running there.',
    action: `See how it ends with \`az deployment group show --subscription ${at.subscriptionId} --resource-group ${at.resourceGroup} --name ${at.name}\`; start the next run once it has.`,
    ...(link && { link }),
  };
}
