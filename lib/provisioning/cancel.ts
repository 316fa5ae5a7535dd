import 'server-only';
import { cancelDeployment, type DeploymentAddress, getDeployment } from '@/lib/azure/deployments';
import { sleep } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import type { ProvisionInput } from '@/lib/provisioning/input';
import type { StepContext } from '@/lib/runs/step';

const POLL_INTERVAL_MS = 1_000;
/** Azure finishes the resource at hand before it stops; nobody waits for that to the end. */
const STOP_WAIT_MS = 45_000;

/** Asks Azure to stop and tells what came of it. Azure keeps what it has made; so does this. */
export async function cancelProvisioning(
  context: StepContext<ProvisionInput>,
  at: DeploymentAddress,
): Promise<void> {
  const tell = (message: string) => context.emit({ type: 'notice', level: 'info', message });
  if (!(await getDeployment(at, context.signal))) {
    return tell('Nothing had been started in Azure, so there was nothing to stop.');
  }
  try {
    await cancelDeployment(at, context.signal);
  } catch (error) {
    // Azure refuses to cancel what has ended, under more than one code.
    const refused = error instanceof AppError && error.kind === 'conflict';
    if (!refused || (await getDeployment(at, context.signal))?.status === 'running') throw error;
    return tell('The deployment had already ended when Azure was asked to stop it.');
  }
  let deployment = await getDeployment(at, context.signal);
  const deadline = Date.now() + STOP_WAIT_MS;
  while (deployment?.status === 'running' && Date.now() < deadline) {
    await sleep(POLL_INTERVAL_MS, context.signal);
    deployment = await getDeployment(at, context.signal);
  }
  const outcome =
    deployment?.status === 'running'
      ? 'Azure is still stopping the deployment.'
      : 'Azure has stopped the deployment.';
  await tell(
    `${outcome} Resources that are made already stay in ${at.resourceGroup}; the next run uses them again.`,
  );
}
