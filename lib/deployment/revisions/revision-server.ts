import 'server-only';
import { listRevisions } from '@/lib/azure/app-revisions';
import { endpointUrl } from '@/lib/azure/cloud';
import type { DeployTarget } from '@/lib/deployment/target';
import type { GradioServer } from '@/lib/gradio/server';

/** A revision under its own host name, whoever has the app's traffic; under the app's where Azure names none. */
export async function revisionServer(
  { app, server }: DeployTarget,
  revisionName: string,
  signal: AbortSignal,
): Promise<GradioServer> {
  const revisions = await listRevisions(app, signal);
  const host = revisions.find(({ name }) => name === revisionName)?.host;
  return host ? { ...server, baseUrl: endpointUrl(host) } : server;
}
