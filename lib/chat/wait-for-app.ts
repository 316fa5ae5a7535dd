import 'server-only';
import { type Absence, absenceAfter, isTooLong } from '@/lib/chat/patience';
import { sleep } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { type Readiness, readReadiness } from '@/lib/gradio/readiness';
import type { GradioServer } from '@/lib/gradio/server';

const POLL_INTERVAL_MS = 1_000;
/** A cold start takes minutes; someone who waits longer than this at a chat has gone. */
const WARM_UP_TIMEOUT_MS = 10 * 60_000;

/** Returns once the app can answer; tells every new phase on the way. AppError when it cannot, or not in time. */
export async function waitForApp(
  server: GradioServer,
  onPhase: (phase: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = Date.now();
  let phase: string | undefined;
  let absence: Absence | undefined;
  while (Date.now() - startedAt < WARM_UP_TIMEOUT_MS) {
    const readiness = await readReadiness(server, signal);
    if (readiness.state === 'ready') return;
    if (readiness.state === 'failed') throw failed(readiness);
    const isThere = readiness.state !== 'unreachable';
    absence = absenceAfter({ absence, looked: phase !== undefined }, isThere, Date.now());
    if (absence && isTooLong(absence, Date.now())) throw unreachable(readiness);
    if (readiness.phase !== phase) onPhase(readiness.phase);
    phase = readiness.phase;
    await sleep(POLL_INTERVAL_MS, signal);
  }
  throw tooSlow();
}

function failed({ reason, action }: Readiness): AppError {
  return new AppError('unavailable', {
    code: 'app_failed',
    message: reason ?? 'The app could not load the model.',
    action: action ?? 'Look at the log of the last deployment, correct the cause, then deploy again.',
  });
}

function unreachable({ reason, action }: Readiness): AppError {
  return new AppError('unavailable', {
    code: 'endpoint_unreachable',
    message: reason ?? 'The endpoint cannot be reached.',
    action: action ?? 'Deploy again.',
  });
}

function tooSlow(): AppError {
  return new AppError('timeout', {
    code: 'warm_up_timeout',
    message: `The app has not become ready within ${WARM_UP_TIMEOUT_MS / 60_000} minutes.`,
    action: 'Look at the log of the last deployment, or deploy again.',
  });
}
