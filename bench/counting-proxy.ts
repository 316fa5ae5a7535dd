import { once } from 'node:events';
import { Agent, request as ask, createServer } from 'node:http';
import { z } from 'zod';

export type Counted = { requests: number; bytesUp: number; bytesDown: number };

/** Passes everything on to a port of this machine and counts requests, and the bytes of their bodies. */
export async function startCountingProxy(port: number) {
  const agent = new Agent({ keepAlive: true });
  let counted: Counted = { requests: 0, bytesUp: 0, bytesDown: 0 };
  const server = createServer((incoming, outgoing) => {
    counted.requests += 1;
    incoming.on('data', (chunk: Buffer) => (counted.bytesUp += chunk.length));
    const { method, url: path, headers } = incoming;
    const onward = ask({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
      answer.on('data', (chunk: Buffer) => (counted.bytesDown += chunk.length));
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: z.object({ port: z.number() }).parse(server.address()).port,
    /** What has come by since it was asked last. */
    take(): Counted {
      const taken = counted;
      counted = { requests: 0, bytesUp: 0, bytesDown: 0 };
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
