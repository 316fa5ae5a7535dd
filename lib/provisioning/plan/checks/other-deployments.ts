import 'server-only';
import { deploymentInWords, waitForDeployment } from '@/lib/provisioning/name-conflict';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, passed, warning } from '@/lib/provisioning/plan/finding';

/** Whether someone else is at work in the group at this moment. */
export async function checkOtherDeployments({ deployments, target }: Facts): Promise<Finding> {
  const running = (await deployments()).filter(({ status }) => status === 'running');
  const [first] = running;
  if (!first) return passed('No other deployment is running in the resource group.');
  return warning(
    `In the resource group there is running: ${running.map(deploymentInWords).join('; ')}. Two deployments that change the same resource make one of them fail.`,
    waitForDeployment({ ...target, name: first.name }),
  );
}
