import 'server-only';
import { listRevisions, readRevisionSetup } from '@/lib/azure/app-revisions';
import { endpointUrl } from '@/lib/azure/cloud';
import type { DeployTarget } from '@/lib/deployment/target';
import type { GradioServer } from '@/lib/gradio/server';

/**
 * Where a revision that was just brought up is asked. In multiple mode the app's own name leads to those that have traffic, and
 * it has none yet: it answers under a name of its own. In single mode Azure hands the traffic over by itself.
 */
export async function revisionServer(
  { app, server }: DeployTarget,
  revisionName: string,
  signal: AbortSignal,
): Promise<GradioServer> {
  const { mode } = await readRevisionSetup(app, signal);
  if (mode === 'single') return server;
  const revisions = await listRevisions(app, signal);
  const host = revisions.find(({ name }) => name === revisionName)?.host;
  return host ? { ...server, baseUrl: endpointUrl(host) } : server;
}
