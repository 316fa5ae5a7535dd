import type { NewLogLine } from '@/lib/deployment/logs/store';

let written = 0;

/** A line as a replica might have written it, unlike any other. */
export function logLine(text: string, change: Partial<NewLogLine> = {}): NewLogLine {
  written += 1;
  return {
    kind: 'line',
    at: new Date(Date.UTC(2026, 0, 1) + written).toISOString(),
    source: 'console',
    origin: 'stream',
    revision: 'app--1',
    replica: 'app--1-x',
    container: 'app',
    level: 'info',
    text,
    identity: String(written),
    ...change,
  };
}
