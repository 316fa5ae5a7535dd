import { createServer } from 'node:net';
import { Refusal } from './refusal.mjs';

const FIRST_PORT = 20_000;
const PORTS = 10_000;

/**
 * Refuses a port that something else listens on.
 * @param {number} port @param {{ setting: string, purpose: string }} use
 */
export async function requireFreePort(port, { setting, purpose }) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(resolve));
  }).catch((error) => {
    const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
    throw new Refusal(`Port ${port}, for ${purpose}, ${reason}. Choose another with ${setting}=<port>.`);
  });
}

/**
 * A port that nobody listens on, below those that the system gives to outgoing connections: one of these could take it while
 * a program that was killed is not back yet.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let attempt = 0; attempt < PORTS; attempt++) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const server = createServer();
    const listens = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!listens) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Refusal(`No port is free from ${FIRST_PORT} on.`);
}
