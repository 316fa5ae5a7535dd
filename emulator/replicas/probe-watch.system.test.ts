import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../system-clock.ts';
import { watchProbes } from './probe-watch.ts';
import { until } from './testing.ts';

const probe = {
  type: 'Readiness',
  httpPath: '/health',
  port: 7860,
  initialDelaySeconds: 0,
  periodSeconds: 0.1,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
} as const;
const MANY = 5;

it('tells a failure that comes again and again once, and anew after a success', async () => {
  let status = 500;
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const stop = new AbortController();
  const told: unknown[] = [];
  let ready = false;
  const watching = watchProbes([probe], {
    port,
    clock: systemClock,
    pace: 1,
    signal: stop.signal,
    onFailure: (text, count) => told.push([text, count]),
    onStarted: () => {},
    onReady: (now) => {
      ready = now;
    },
  });
  const answerOften = async (answer: number) => {
    status = answer;
    const before = asked;
    await until(() => asked >= before + MANY);
  };
  const line = ['Readiness probe failed: HTTP status 500 from /health', 1];

  await answerOften(500);
  expect(told).toEqual([line]);
  await answerOften(200);
  expect(ready).toBe(true);
  await answerOften(500);
  expect(told).toEqual([line, line]);

  stop.abort();
  await expect(watching).rejects.toThrow();
  server.closeAllConnections();
  server.close();
});
