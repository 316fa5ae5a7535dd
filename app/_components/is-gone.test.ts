import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isGone } from './is-gone';

const never = new AbortController().signal;

async function serverThatAnswers(status: number): Promise<string> {
  // The body stays open, as that of a stream of events does.
  const server = createServer((_, response) => response.writeHead(status).flushHeaders());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server.address())}/`;
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

test.each([
  [404, true],
  [200, false],
  [503, false],
])('what answers %d is gone: %s', async (status, gone) => {
  expect(await isGone(await serverThatAnswers(status), never)).toBe(gone);
});

test('what does not answer may come back', async () => {
  expect(await isGone('http://127.0.0.1:1/', never)).toBe(false);
});
