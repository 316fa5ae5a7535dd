import 'server-only';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { type AtRest, restOf } from '@/lib/deployment/operate/at-rest';
import { readTarget } from '@/lib/deployment/target';
import { type Readiness, readReadiness } from '@/lib/gradio/readiness';

/** `stopped` and `scaled-to-zero` are Azure's word: nothing is there to be asked. */
export type EndpointState =
  | { state: 'not-provisioned' }
  | { state: AtRest; url: string }
  | (Readiness & { url: string });

/**
 * How the project's endpoint is now, asked of the app itself, within seconds. An app that may go to zero replicas is asked no
 * more than it takes to know: each question would keep it awake.
 */
export async function getEndpointState(project: Project, signal?: AbortSignal): Promise<EndpointState> {
  try {
    const { app, server } = await readTarget(project);
    const url = server.baseUrl;
    const rest = await restOf(app, signal);
    if (rest.state !== 'up') return { state: rest.state, url };
    if (rest.known) return { ...rest.known, url };
    const readiness = await readReadiness(server, signal);
    rest.remember(readiness);
    return { ...readiness, url };
  } catch (error) {
    if (error instanceof AppError && error.info.code === 'not_provisioned')
      return { state: 'not-provisioned' };
    throw error;
  }
}
