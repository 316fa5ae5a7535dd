import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fetch } from 'undici';
import { onTestFinished } from 'vitest';
import type { GradioServer } from '@/lib/gradio/server';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type ReplayServer = GradioServer & {
  /** Method and path of every request so far. */
  asked: string[];
  /** Ends the server before the test does. */
  close(): void;
};

/** What a real Gradio server sent: see lib/gradio/fixtures/README.md. */
export function recording(name: string): Promise<string> {
  return readFile(`lib/gradio/fixtures/${name}`, 'utf8');
}

/** A server on loopback that answers with recordings, but where `routes` says otherwise, until the test has ended. */
export async function replayGradio(
  stream: string,
  routes: Record<string, Handler> = {},
): Promise<ReplayServer> {
  const config = await recording('config.json');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    asked.push(`${request.method} ${path}`);
    const route = routes[path];
    if (route) route(request, response);
    else if (path === '/config') response.end(config);
    else if (path === '/gradio_api/queue/join') response.end('{"event_id":"1"}');
    else if (path === '/gradio_api/queue/data') response.end(stream);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  const baseUrl = `http://127.0.0.1:${address.port}`;
  return { baseUrl, fetch: (url, init) => fetch(url, { ...init, redirect: 'manual' }), asked, close };
}
