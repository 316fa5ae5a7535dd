import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireFreePort } from './ports.mjs';

const server = createServer();
const use = { setting: 'PORT', purpose: 'the dashboard' };
let port: number;

beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});

afterEach(() => {
  server.close();
});

test('refuses a busy port and says which setting chooses another', async () => {
  await expect(requireFreePort(port, use)).rejects.toThrow(
    `Port ${port}, for the dashboard, is in use. Choose another with PORT=<port>.`,
  );
});

test('leaves a free port free', async () => {
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await requireFreePort(port, use);
  await requireFreePort(port, use);
});
