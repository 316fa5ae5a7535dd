import 'server-only';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import { listReplicas } from '@/lib/azure/revisions';
import { sleep } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import {
  CHECK_LIMIT_MS,
  checkApp,
  type NoInput,
  noInputSchema,
  readyStep,
  resultOfCheck,
} from '@/lib/deployment/app-steps';
import { admitAction } from '@/lib/deployment/operate/admit-action';
import { latestOf } from '@/lib/deployment/operate/restart';
import { readSettledApp } from '@/lib/deployment/operate/settled-app';
import { readTarget } from '@/lib/deployment/target';
import { readReadiness } from '@/lib/gradio/readiness';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** The platform needs moments to see a request and to assign a replica, unless there is no room for one. */
const WAKE_TIMEOUT_MS = 5 * 60_000;
const WAKE_LIMIT_MS = 2 * WAKE_TIMEOUT_MS;
const POLL_INTERVAL_MS = 500;

/** Wakes an app that has gone to zero replicas with a request, and waits until its model answers. */
export const wake: RunDefinition<NoInput> = {
  kind: 'wake',
  inputSchema: noInputSchema,
  admit: (project) => admitAction(project, 'wake'),
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: checkApp },
    { name: 'wake', limitMs: WAKE_LIMIT_MS, run: wakeApp },
    readyStep('wake'),
  ],
  result: resultOfCheck,
};

async function wakeApp({ project, log, signal }: StepContext<NoInput>) {
  const { app: at, server } = await readTarget(project);
  const revisionName = latestOf(await readSettledApp(at, signal), at.appName);
  const restartedAtMs = Date.now();
  log(['Sending a request to the endpoint, which wakes the app.']);
  // A request that nobody waits for any more wakes nothing: it is held until a replica is seen.
  const seen = new AbortController();
  const asking = askUntil(() => readReadiness(server, AbortSignal.any([signal, seen.signal])), seen.signal);
  try {
    const deadline = restartedAtMs + WAKE_TIMEOUT_MS;
    while (Date.now() < deadline) {
      const replicas = await bearBreaks(signal, () => listReplicas(at, revisionName, signal));
      if (replicas.length > 0) return { revisionName, previousReplicas: [], restartedAtMs };
      await sleep(POLL_INTERVAL_MS, signal);
    }
  } finally {
    seen.abort();
    await asking;
  }
  throw notWoken();
}

/** Asks again and again until told to stop; what the app answers is the next step's concern. */
async function askUntil(ask: () => Promise<unknown>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await ask().catch(() => undefined);
    await sleep(POLL_INTERVAL_MS, stop).catch(() => undefined);
  }
}

function notWoken(): AppError {
  return new AppError('timeout', {
    code: 'wake_timeout',
    message: `No replica has come up within ${WAKE_TIMEOUT_MS / 60_000} minutes of the request that was to wake the app.`,
    action: 'Look under Restart whether a GPU is free, and read the system log of the app.',
  });
}
