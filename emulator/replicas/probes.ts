import { request } from 'node:http';
import { connect } from 'node:net';
import type { Clock } from '../clock.ts';
import type { ProbeSpec } from './replica-host.ts';

/** No probe asks more often than this, whatever the pace. */
const MIN_INTERVAL_MS = 100;

/**
 * The service's defaults, TCP on the target port. It adds them type by type; a container that brings probes of its own has
 * said what it wants, so here they are for the one that brings none.
 * https://learn.microsoft.com/azure/container-apps/health-probes#default-configuration
 */
const DEFAULT_PROBES = [
  {
    type: 'Startup',
    initialDelaySeconds: 1,
    periodSeconds: 1,
    timeoutSeconds: 3,
    failureThreshold: 240,
    successThreshold: 1,
  },
  {
    type: 'Readiness',
    initialDelaySeconds: 3,
    periodSeconds: 5,
    timeoutSeconds: 5,
    failureThreshold: 48,
    successThreshold: 1,
  },
] as const satisfies Omit<ProbeSpec, 'port'>[];

export function withDefaultProbes(given: readonly ProbeSpec[], port: number): readonly ProbeSpec[] {
  return given.length > 0 ? given : DEFAULT_PROBES.map((probe) => ({ ...probe, port }));
}

type Verdict = { healthy: true } | { healthy: false; reason: string };

export type ProbeContext = {
  /** The loopback port that stands for the probe's port. */
  port: number;
  clock: Clock;
  pace: number;
  signal: AbortSignal;
  /** Told once per failed period. */
  onFailure(reason: string): void;
  /** Told of each answer that passes. */
  onSuccess(): void;
};

/**
 * Asks again and again, and yields each change of mind: healthy after `successThreshold` answers in a row, unhealthy after
 * `failureThreshold` failed periods in a row. A pace below 1 asks sooner, so success is seen sooner; a failure then weighs only
 * the share of a period that it stands for, because a real process needs its real time to start.
 */
export async function* verdicts(probe: ProbeSpec, context: ProbeContext): AsyncGenerator<Verdict> {
  const { clock, signal } = context;
  const pace = Math.min(1, context.pace);
  const periodMs = probe.periodSeconds * 1_000;
  const intervalMs = Math.min(periodMs, Math.max(MIN_INTERVAL_MS, periodMs * pace));
  let successes = 0;
  let failedPeriods = 0;
  let told: boolean | undefined;
  await clock.wait(probe.initialDelaySeconds * 1_000 * pace, signal);
  while (!signal.aborted) {
    const failure = await ask(probe, context.port, signal);
    if (signal.aborted) return;
    if (failure === null) {
      successes += 1;
      failedPeriods = 0;
      context.onSuccess();
      if (told !== true && successes >= probe.successThreshold) {
        told = true;
        yield { healthy: true };
      }
    } else {
      const before = Math.floor(failedPeriods);
      successes = 0;
      failedPeriods += intervalMs / periodMs;
      if (Math.floor(failedPeriods) > before) context.onFailure(failure);
      if (told !== false && failedPeriods >= probe.failureThreshold) {
        told = false;
        yield { healthy: false, reason: failure };
      }
    }
    await clock.wait(intervalMs, signal);
  }
}

/** Asks once: null when the probe passes, else why it does not. */
export function ask(probe: ProbeSpec, port: number, signal: AbortSignal): Promise<string | null> {
  const timeoutMs = probe.timeoutSeconds * 1_000;
  return probe.httpPath === undefined
    ? askTcp(port, timeoutMs, signal)
    : askHttp(probe.httpPath, port, timeoutMs, signal);
}

function askTcp(port: number, timeoutMs: number, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, signal, timeout: timeoutMs });
    const finish = (answer: string | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(null));
    socket.once('timeout', () => finish(`no connection within ${timeoutMs} ms`));
    socket.on('error', () => finish('connection refused'));
  });
}

function askHttp(path: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, signal });
    const timer = setTimeout(() => finish(`no answer from ${path} within ${timeoutMs} ms`), timeoutMs);
    const finish = (answer: string | null) => {
      clearTimeout(timer);
      resolve(answer);
      asked.destroy();
    };
    asked.on('error', () => finish('connection refused'));
    asked.once('response', ({ statusCode = 0 }) =>
      finish(statusCode >= 200 && statusCode < 400 ? null : `HTTP status ${statusCode} from ${path}`),
    );
    asked.end();
  });
}
