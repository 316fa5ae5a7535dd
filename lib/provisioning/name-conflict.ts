import 'server-only';
import { portalUrl } from '@/lib/azure/cloud';
import type { DeploymentAddress } from '@/lib/azure/deployments';
import { type DeploymentSummary, listDeployments } from '@/lib/azure/group-deployments';
import { AppError } from '@/lib/core/errors';
import { deploymentId } from '@/lib/provisioning/deployment-address';
import { makerOf } from '@/lib/provisioning/own-tags';

const DEPLOYMENT_ACTIVE = 'DeploymentActive';
const BUSY = /^(DeploymentActive|Conflict|.*OperationInProgress)$/;

/** A deployment of somebody's in words: its name, who began it and when, as far as Azure says. */
export function deploymentInWords({ name, at, tags, correlationId }: Omit<DeploymentSummary, 'status'>) {
  const maker = makerOf(tags);
  const who = maker && (maker.project ? `by Slipway for the project ${maker.project}` : 'by Slipway');
  const known = [
    who ?? 'Azure does not say by whom',
    at && `last heard of at ${at}`,
    correlationId && `correlation id ${correlationId}`,
  ];
  return `${name} (${known.filter(Boolean).join(', ')})`;
}

/** What to do about a deployment that stands in the way. */
export function waitForDeployment(at: DeploymentAddress): string {
  return `Watch its end with \`az deployment group wait --created --subscription ${at.subscriptionId} --resource-group ${at.resourceGroup} --name ${at.name}\`, then provision again.`;
}

/**
 * The error of a run that another deployment stood in the way of, with that deployment named. An error of any other kind, and
 * one that no deployment of the group explains, is handed back as it is.
 */
export async function nameConflict(
  error: AppError,
  at: DeploymentAddress,
  signal?: AbortSignal,
): Promise<AppError> {
  if (!BUSY.test(error.info.code)) return error;
  const isSameName = ({ name }: DeploymentSummary) => name.toLowerCase() === at.name.toLowerCase();
  const meant = error.info.code === DEPLOYMENT_ACTIVE;
  const listed = await listDeployments(at.subscriptionId, at.resourceGroup, signal).catch(() => []);
  const running = listed.filter((each) => each.status === 'running' && isSameName(each) === meant);
  const [first] = running;
  if (!first) return error;
  const other = { ...at, name: first.name };
  const link = portalUrl(deploymentId(other));
  const names = running.map(deploymentInWords);
  return new AppError(
    'conflict',
    {
      ...error.info,
      message: meant
        ? `The deployment ${names.join('; ')} is still running.`
        : `${error.info.message} In the resource group there is running: ${names.join('; ')}.`,
      action: waitForDeployment(other),
      ...(link && { link }),
    },
    { cause: error },
  );
}
