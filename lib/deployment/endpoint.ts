import 'server-only';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { readTarget } from '@/lib/deployment/target';
import { type Readiness, readReadiness } from '@/lib/gradio/readiness';

export type EndpointState = { state: 'not-provisioned' } | (Readiness & { url: string });

/** How the project's endpoint is now, asked of the app itself, within seconds. */
export async function getEndpointState(project: Project, signal?: AbortSignal): Promise<EndpointState> {
  try {
    const { server } = await readTarget(project);
    return { ...(await readReadiness(server, signal)), url: server.baseUrl };
  } catch (error) {
    if (error instanceof AppError && error.info.code === 'not_provisioned')
      return { state: 'not-provisioned' };
    throw error;
  }
}
