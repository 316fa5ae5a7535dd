import { createServer } from 'node:net';
import { Refusal } from './refusal.mjs';

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
