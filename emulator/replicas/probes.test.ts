import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../system-clock.ts';
import { ask, verdicts, withDefaultProbes } from './probes.ts';
import type { ProbeSpec } from './replica-host.ts';

const never = new AbortController().signal;
const probe: ProbeSpec = {
  type: 'Readiness',
  port: 7860,
  initialDelaySeconds: 1,
  periodSeconds: 0.2,
  timeoutSeconds: 0.2,
  failureThreshold: 2,
  successThreshold: 2,
};
let status = 200;
let asked = 0;
let port = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url === '/slow') return;
  response.writeHead(status).end();
});

beforeEach(async () => {
  asked = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

it.each([
  [200, null],
  [302, null],
  [404, 'HTTP status 404 from /healthz'],
  [503, 'HTTP status 503 from /healthz'],
])('takes HTTP status %i as the service does', async (answer, expected) => {
  status = answer;
  expect(await ask({ ...probe, httpPath: '/healthz' }, port, never)).toBe(expected);
});

it('fails on an answer that takes too long', async () => {
  expect(await ask({ ...probe, httpPath: '/slow' }, port, never)).toBe('no answer from /slow within 200 ms');
});

it('needs no more than a connection over TCP', async () => {
  expect(await ask(probe, port, never)).toBeNull();
  expect(await ask(probe, 1, never)).toBe('connection refused');
});

it('changes its mind only after as many answers in a row as the thresholds say', async () => {
  status = 200;
  const failures: string[] = [];
  const successes: number[] = [];
  const http = { ...probe, httpPath: '/healthz' };
  const onFailure = (reason: string) => failures.push(reason);
  const onSuccess = () => successes.push(asked);
  const stop = new AbortController();
  const minds = verdicts(http, {
    port,
    clock: systemClock,
    pace: 0,
    signal: stop.signal,
    onFailure,
    onSuccess,
  });
  expect((await minds.next()).value).toEqual({ healthy: true });
  expect(asked).toBe(2);
  status = 500;
  expect((await minds.next()).value).toEqual({ healthy: false, reason: 'HTTP status 500 from /healthz' });
  // At pace 0 it asks twice as often as the period says, and each failure weighs half a period.
  expect(asked).toBe(6);
  expect(failures).toHaveLength(2);
  expect(successes).toEqual([1, 2]);
  stop.abort();
});

it('gives a container without probes the default ones, and leaves one with probes as it is', () => {
  const types = (given: ProbeSpec[]) =>
    withDefaultProbes(given, 80).map(({ type, port: at }) => `${type} ${at}`);
  expect(types([])).toEqual(['Startup 80', 'Readiness 80']);
  expect(types([probe])).toEqual(['Readiness 7860']);
});
