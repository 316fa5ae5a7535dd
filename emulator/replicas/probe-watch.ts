import { type ProbeContext, verdicts } from './probes.ts';
import { Repetitions } from './repetitions.ts';
import type { ProbeSpec } from './replica-host.ts';

type ProbeWatch = Omit<ProbeContext, 'onFailure' | 'onSuccess'> & {
  /** Told of the first failure in a row, and then once a minute with their number. */
  onFailure(text: string, count: number): void;
  onStarted(): void;
  onReady(ready: boolean): void;
};

/**
 * Follows a container's probes: Startup first, and only then Readiness and Liveness side by side. Resolves with the reason
 * when the container must be started anew; rejects when the signal aborts.
 */
export async function watchProbes(probes: readonly ProbeSpec[], watch: ProbeWatch): Promise<string> {
  const find = (type: ProbeSpec['type']) => probes.find((probe) => probe.type === type);
  const [startup, readiness, liveness] = [find('Startup'), find('Readiness'), find('Liveness')];
  const failedToStart = startup === undefined ? undefined : await untilStarted(startup, watch);
  if (failedToStart !== undefined) return failedToStart;
  watch.onStarted();
  return await Promise.race([
    readiness === undefined ? alwaysReady(watch) : followReadiness(readiness, watch),
    liveness === undefined ? never(watch.signal) : untilDead(liveness, watch),
  ]);
}

/** Resolves with undefined when the probe passes. */
async function untilStarted(probe: ProbeSpec, watch: ProbeWatch): Promise<string | undefined> {
  for await (const verdict of verdicts(probe, contextOf(probe, watch))) {
    return verdict.healthy ? undefined : `failed its startup probe (${verdict.reason})`;
  }
  return await never(watch.signal);
}

async function untilDead(probe: ProbeSpec, watch: ProbeWatch): Promise<string> {
  for await (const verdict of verdicts(probe, contextOf(probe, watch))) {
    if (!verdict.healthy) return `failed its liveness probe (${verdict.reason})`;
  }
  return await never(watch.signal);
}

async function followReadiness(probe: ProbeSpec, watch: ProbeWatch): Promise<never> {
  for await (const verdict of verdicts(probe, contextOf(probe, watch))) watch.onReady(verdict.healthy);
  return await never(watch.signal);
}

async function alwaysReady(watch: ProbeWatch): Promise<never> {
  watch.onReady(true);
  return await never(watch.signal);
}

function contextOf(probe: ProbeSpec, watch: ProbeWatch): ProbeContext {
  const failures = new Repetitions(watch.clock);
  return {
    ...watch,
    onSuccess: () => failures.reset(),
    onFailure(reason) {
      const count = failures.add();
      if (count !== undefined) watch.onFailure(`${probe.type} probe failed: ${reason}`, count);
    },
  };
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
