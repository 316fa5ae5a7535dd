import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { readConfig } from '@/lib/gradio/config';
import { type GradioServer, readJson, request } from '@/lib/gradio/server';

const PROBE_TIMEOUT_MS = 10_000;
/** What an ingress answers while nothing listens behind it yet. */
const upstreamStarting = new Set([502, 503, 504]);

/** Whether the app can answer. `phase` is the app's own word, or one of ours where the app is not up to speak. */
export type Readiness = {
  state: 'unreachable' | 'starting' | 'failed' | 'ready';
  phase: string;
  reason?: string;
  action?: string;
  /** What else the app tells of itself; absent for one that tells no more than its phase. */
  report?: AppReport;
};

// A field of another shape is one that the app does not have: it must not make the phase unreadable.
const text = z.string().min(1).optional().catch(undefined);

const appReportSchema = z.object({
  /** The replica that answered: with several, the next answer may come from another one. */
  replica: text,
  /** ISO 8601: when the program began. */
  startedAt: text,
  /** How long each phase took that is over, in seconds, in their order. */
  phaseSeconds: z.record(z.string(), z.number()).optional().catch(undefined),
  /** A failure that programs know, such as `adapter-misfit`. */
  problem: text,
  /** The base model that the adapter was trained on. */
  base: text,
  /** The loaded adapter's weights, in hexadecimal. */
  adapterSha256: text,
});

export type AppReport = z.infer<typeof appReportSchema>;

const reportSchema = z.object({
  phase: z.string(),
  reason: z.string().nullish(),
  action: z.string().nullish(),
});

/** The container is not up yet, so the ingress answers in its place. */
const CONTAINER_STARTING: Readiness = { state: 'starting', phase: 'container-starting' };

/**
 * Asks an app how far it is. An app without `/readyz` is ready when its Gradio answers; one that refuses, or whose ingress
 * says that it is stopped, is `unreachable`. Never throws but on `signal`.
 */
export async function readReadiness(server: GradioServer, signal?: AbortSignal): Promise<Readiness> {
  const timeout = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const bounded = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const response = await request(server, '/readyz', { signal: bounded, accept: 'application/json' });
    const body = await readJson(response);
    const report = reportSchema.safeParse(body);
    if (report.success) return { ...fromReport(report.data), ...furtherReport(body) };
    if (upstreamStarting.has(response.status)) return CONTAINER_STARTING;
    if (isRefusal(response.status)) return unreachable(refusal(response.status));
    await readConfig(server, bounded);
    return { state: 'ready', phase: 'ready' };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (!(error instanceof AppError)) return unreachable(noAnswer);
    const { code, message: reason, action } = error.info;
    if (code === 'gradio_too_old') return { state: 'failed', phase: 'failed', reason, action };
    return unreachable(code === 'not_gradio' ? stoppedOrOther : error.info);
  }
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403 || status >= 500;
}

type Said = { message: string; action: string };

function unreachable({ message, action }: Said): Readiness {
  return { state: 'unreachable', phase: 'unreachable', reason: message, action };
}

function refusal(status: number): Said {
  return {
    message: `The endpoint refuses to answer: status ${status}.`,
    action: 'Check that the app lets requests in without a sign-in, and read the log of its last deployment.',
  };
}

const stoppedOrOther: Said = {
  message: 'The app is stopped, or it is not a Gradio app.',
  action: 'Deploy again, which also starts an app that is stopped; the app must serve Gradio at its root.',
};

const noAnswer: Said = {
  message: `The endpoint has not answered within ${PROBE_TIMEOUT_MS / 1000} s.`,
  action: 'Wait a moment; if it stays silent, restart the app.',
};

function fromReport({ phase, reason, action }: z.infer<typeof reportSchema>): Readiness {
  const state = phase === 'ready' || phase === 'failed' ? phase : 'starting';
  return { state, phase, ...(reason ? { reason } : {}), ...(action ? { action } : {}) };
}

function furtherReport(body: unknown): { report?: AppReport } {
  const told = Object.entries(appReportSchema.parse(body)).filter(([, value]) => value !== undefined);
  return told.length > 0 ? { report: Object.fromEntries(told) } : {};
}
