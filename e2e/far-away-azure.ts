import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const checkout = path.resolve(import.meta.dirname, '..');

/** An Azure under its real names, which only a proxy leads to. */
export type FarAwayAzure = {
  /** What a program needs in its environment to get there, as in a company's network. */
  environment: Record<string, string>;
  /** Every `host:port` that the proxy was asked to connect to. */
  asked(): string[];
  stop(): Promise<void>;
};

/** Starts a local Azure with TLS that insists on tokens, and a proxy that ends every connection there. */
export async function startFarAwayAzure(): Promise<FarAwayAzure> {
  const home = await mkdtemp(path.join(tmpdir(), 'slipway-e2e-azure-'));
  const images = process.env.SLIPWAY_IMAGES ?? path.join(checkout, '.slipway', 'images');
  const seed = path.join(checkout, 'infra', 'local-azure.seed.json');
  const child = spawn(
    process.execPath,
    [
      'emulator/main.ts',
      '--port',
      '0',
      '--data',
      home,
      '--images',
      images,
      '--seed',
      seed,
      '--tls',
      '--strict',
    ],
    { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const azurePort = await portOf(child);
  const asked = new Set<string>();
  const proxy = createServer((_request, response) => response.writeHead(501).end());
  proxy.on('connect', (request, client, head) => {
    asked.add(request.url ?? '');
    const azure = connect(azurePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      azure.write(head);
      azure.pipe(client).pipe(azure);
    });
    azure.on('error', () => client.destroy());
    client.on('error', () => azure.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return {
    environment: {
      HTTPS_PROXY: `http://127.0.0.1:${address.port}`,
      HTTP_PROXY: '',
      NO_PROXY: '',
      NODE_EXTRA_CA_CERTS: path.join(home, 'tls', 'ca.pem'),
    },
    asked: () => [...asked].sort(),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      proxy.close();
      proxy.closeAllConnections();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('The program has no output to read.');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, port] = /^Local Azure is listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line) ?? [];
    if (port) return Number(port);
  }
  throw new Error('The local Azure ended before it was ready.');
}
