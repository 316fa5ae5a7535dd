import 'server-only';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import type { AppAddress } from '@/lib/azure/container-apps';
import { type OperatedApp, readOperatedApp } from '@/lib/azure/operate-app';
import { sleep } from '@/lib/core/clock';

const POLL_INTERVAL_MS = 1_000;
/** Azure refuses a change while it carries out another one; none of an app takes longer than this. */
const SETTLE_LIMIT_MS = 10 * 60_000;

/**
 * The app once Azure is done with what it is at: what a run that was cut off had begun goes on there. One that is not done within
 * `limitMs` comes back `InProgress`.
 */
export async function readSettledApp(
  at: AppAddress,
  signal: AbortSignal,
  limitMs = SETTLE_LIMIT_MS,
): Promise<OperatedApp> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const app = await bearBreaks(signal, () => readOperatedApp(at, signal));
    if (app.provisioningState !== 'InProgress' || Date.now() >= deadline) return app;
    await sleep(POLL_INTERVAL_MS, signal);
  }
}
