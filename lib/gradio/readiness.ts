import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { readConfig } from '@/lib/gradio/config';
import { type GradioServer, readJson, request } from '@/lib/gradio/server';

const PROBE_TIMEOUT_MS = 10_000;
const HTTP_NOT_FOUND = 404;

/** Whether the app can answer. `phase` is the app's own word, or one of ours where the app is not up to speak. */
export type Readiness = {
  state: 'unreachable' | 'starting' | 'failed' | 'ready';
  phase: string;
  reason?: string;
  action?: string;
};

const reportSchema = z.object({
  phase: z.string(),
  reason: z.string().nullish(),
  action: z.string().nullish(),
});

/** The container is not up yet, so the ingress answers in its place. */
const CONTAINER_STARTING: Readiness = { state: 'starting', phase: 'container-starting' };

/** Asks an app how far it is. An app without `/readyz` is ready when its Gradio answers. Never throws but on `signal`. */
export async function readReadiness(server: GradioServer, signal?: AbortSignal): Promise<Readiness> {
  const timeout = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const bounded = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const response = await request(server, '/readyz', { signal: bounded, accept: 'application/json' });
    const report = reportSchema.safeParse(await readJson(response));
    if (report.success) return fromReport(report.data);
    if (response.status !== HTTP_NOT_FOUND) return CONTAINER_STARTING;
    return await readConfig(server, bounded).then(
      () => ({ state: 'ready', phase: 'ready' }),
      () => CONTAINER_STARTING,
    );
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { message, action } = error instanceof AppError ? error.info : noAnswer;
    return { state: 'unreachable', phase: 'unreachable', reason: message, action };
  }
}

const noAnswer = {
  message: `The endpoint has not answered within ${PROBE_TIMEOUT_MS / 1000} s.`,
  action: 'Wait a moment; if it stays silent, restart the app.',
};

function fromReport({ phase, reason, action }: z.infer<typeof reportSchema>): Readiness {
  const state = phase === 'ready' || phase === 'failed' ? phase : 'starting';
  return { state, phase, ...(reason ? { reason } : {}), ...(action ? { action } : {}) };
}
