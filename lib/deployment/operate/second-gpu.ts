import 'server-only';
import { allProfiles, type ComputeProfile } from '@/lib/azure/compute-profiles';
import type { AppAddress } from '@/lib/azure/container-apps';
import { listNodeCounts } from '@/lib/azure/environments';
import type { OperatedApp } from '@/lib/azure/operate-app';
import { plainLocation } from '@/lib/azure/providers';
import { listEnvironmentUsages, listRegionUsages } from '@/lib/azure/usages';
import { profileTypeOf } from '@/lib/deployment/operate/read-app';
import type { SecondGpu } from '@/lib/deployment/operate/restart-plan';

type EnvironmentAddress = { subscriptionId: string; resourceGroup: string; environmentName: string };

/** GPU profiles are told by their types: `NC24-A100`, `Consumption-GPU-NC8as-T4`. */
const HAS_GPU = /gpu|^nc\d/i;

/** Whether the GPUs that an app has could be had a second time, for replicas that come up beside those that run. */
export async function findSecondGpu(
  address: AppAddress,
  app: OperatedApp,
  signal: AbortSignal,
): Promise<SecondGpu> {
  const { environment, profileName, location, scale } = app;
  if (!environment) return 'unknown';
  const type = await profileTypeOf(address, app, signal);
  if (!HAS_GPU.test(type)) return 'not-needed';
  const profile = allProfiles.find(({ name }) => name.toLowerCase() === type.toLowerCase());
  if (!profile) return 'unknown';
  const replicas = Math.max(1, scale.minReplicas);
  const at = {
    subscriptionId: address.subscriptionId,
    resourceGroup: environment.resourceGroup,
    environmentName: environment.name,
  };
  const quota = await quotaHasRoom(at, plainLocation(location), profile, replicas, signal);
  if (!profile.dedicated) return quota;
  // A replica takes a whole node.
  const nodes = (await listNodeCounts(at, signal)).find((count) => count.profileName === profileName);
  if (!nodes) return 'unknown';
  return nodes.maximum - nodes.current < replicas ? 'taken' : quota;
}

/** Serverless GPUs count against their environment's quota and the region's, dedicated nodes against the latter. */
async function quotaHasRoom(
  at: EnvironmentAddress,
  location: string,
  { quota }: ComputeProfile,
  replicas: number,
  signal: AbortSignal,
): Promise<SecondGpu> {
  const [own, region] = await Promise.all([
    listEnvironmentUsages(at, signal),
    listRegionUsages(at.subscriptionId, location, signal),
  ]);
  const counting = [
    ...own.filter(({ name }) => name === quota.environment),
    ...region.filter(({ name }) => name === quota.region),
  ];
  if (counting.length === 0) return 'unknown';
  const needed = replicas * quota.perReplica;
  return counting.every(({ used, limit }) => limit - used >= needed) ? 'free' : 'taken';
}
