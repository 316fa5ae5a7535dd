import 'server-only';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, passed, warning } from '@/lib/provisioning/plan/finding';

/** Whether someone else is at work in the group at this moment. */
export async function checkOtherDeployments({ deployments }: Facts): Promise<Finding> {
  const running = (await deployments()).filter(({ status }) => status === 'running');
  if (running.length === 0) return passed('No other deployment is running in the resource group.');
  const named = running.map(({ name, at }) => (at ? `${name} (last heard of at ${at})` : name)).join(', ');
  return warning(
    `In the resource group there is running: ${named}.`,
    'Wait for its end: two deployments that change the same resource make one of them fail.',
  );
}
