import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer } from 'node:tls';
import { isPublicName } from '../public-names.ts';
import type { Authority } from './authority.ts';

/** A connection that has said nothing for so long is ended. */
const FIRST_BYTE_TIMEOUT_MS = 60_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;
const TLS_HANDSHAKE = 0x16;
const HTTPS_PORT = '443';

export type VoiceLimits = { firstByteMs: number; handshakeMs: number };

/**
 * Lets a plain http server answer TLS and `CONNECT` on its port as well: the first byte of a connection tells which it
 * is. `CONNECT` leads nowhere but back to this port, and only for the names of Azure that are played here, so this is
 * no proxy for anything else (RFC 9110, 9.3.6). The answer ends every connection.
 */
export function addVoices(
  server: Server,
  authority: Authority,
  limits: VoiceLimits = { firstByteMs: FIRST_BYTE_TIMEOUT_MS, handshakeMs: HANDSHAKE_TIMEOUT_MS },
): () => void {
  const open = new Set<Duplex>();
  const serveHttp = server.listeners('connection');
  server.removeAllListeners('connection');
  const speakHttp = (socket: Duplex) => {
    for (const serve of serveHttp) serve.call(server, socket);
  };

  const tls = createServer({
    handshakeTimeout: limits.handshakeMs,
    ALPNProtocols: ['http/1.1'],
    SNICallback(servername, done) {
      const context = authority.contextFor(servername);
      if (context) context.then((made) => done(null, made), done);
      else done(new Error(`'${servername}' is not played here.`));
    },
  });
  // Clients that connect to an address send no name.
  tls.setSecureContext(authority.loopback);
  tls.on('secureConnection', speakHttp);
  // Also one that ran out of time, which stays open if nobody ends it.
  tls.on('tlsClientError', (_error, socket) => socket.destroy());

  const admit = (socket: Duplex) => {
    const leave = () => socket.destroy();
    const timer = setTimeout(leave, limits.firstByteMs);
    const stopTimer = () => clearTimeout(timer);
    socket.once('end', leave);
    socket.once('close', stopTimer);
    socket.once('data', (chunk: Buffer) => {
      stopTimer();
      socket.off('end', leave);
      socket.off('close', stopTimer);
      socket.pause();
      socket.unshift(chunk);
      if (chunk[0] === TLS_HANDSHAKE) tls.emit('connection', socket);
      else speakHttp(socket);
      process.nextTick(() => socket.resume());
    });
  };

  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // Whoever speaks next hears of it, too; before that nobody does.
    socket.on('error', () => socket.destroy());
    admit(socket);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refuseTunnel(request.url ?? '');
    if (refusal) {
      socket.end(refusal);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    admit(socket);
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

/** The answer to `CONNECT` for an authority that is not one of Azure's, or undefined. */
function refuseTunnel(target: string): string | undefined {
  const [, host = '', port] = /^([^:]+):(\d+)$/.exec(target) ?? [];
  if (port === HTTPS_PORT && isPublicName(host)) return undefined;
  const text = 'The local Azure carries connections to its own names of Azure on port 443 only.\n';
  return `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
}
