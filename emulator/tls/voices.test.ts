import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Authority, openAuthority } from './authority.ts';
import { addVoices } from './voices.ts';

const BIG_BYTES = 5_000_000;
/** Long enough for a handshake on a busy machine, short enough to wait for. */
const QUICK = { firstByteMs: 300, handshakeMs: 300 };

let folder: string;
let authority: Authority;
let server: Server;
let port: number;
let endVoices: () => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'local-azure-voices-'));
  authority = await openAuthority(folder, Date.now());
  server = createServer(async (request, response) => {
    response.end(`${request.headers.host} ${(await text(request)).length}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  port = address.port;
});

afterEach(async () => {
  const closed = once(server, 'close');
  server.close();
  endVoices();
  await closed;
  rmSync(folder, { recursive: true });
});

async function dial(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function secure(servername: string, through?: Duplex): Promise<TLSSocket> {
  const where = through ? { socket: through } : { host: '127.0.0.1', port };
  const socket = tlsConnect({ ...where, servername, ca: authority.certificate });
  await once(socket, 'secureConnect');
  return socket;
}

async function tunnel(target: string, through?: Duplex): Promise<{ socket: Duplex; answer: string }> {
  const socket = through ?? (await dial());
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  return { socket, answer: String(answer) };
}

async function ask(socket: Duplex, host: string): Promise<string> {
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

describe('one port', () => {
  beforeEach(() => {
    endVoices = addVoices(server, authority);
  });

  test('answers plain http, whole bodies included', async () => {
    const body = 'x'.repeat(BIG_BYTES);
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
    expect(await answer.text()).toBe(`127.0.0.1:${port} ${BIG_BYTES}`);
  });

  test('answers https under its address, whole bodies included', async () => {
    const request = httpsRequest({ host: '127.0.0.1', port, ca: authority.certificate, method: 'POST' });
    request.end('x'.repeat(BIG_BYTES));
    const [response] = await once(request, 'response');
    expect(await text(response)).toBe(`127.0.0.1:${port} ${BIG_BYTES}`);
  });

  test.each([
    'management.azure.com',
    'acct.file.core.windows.net',
    'web.calm-1.eastus.azurecontainerapps.io',
  ])('shows a certificate for %s', async (name) => {
    const socket = await secure(name);
    expect(socket.authorized).toBe(true);
    expect(socket.getPeerCertificate().subjectaltname).toBe(`DNS:${name}`);
    expect(await ask(socket, name)).toContain(`${name} 0`);
  });

  test('ends a handshake for a name that is not played here', async () => {
    await expect(secure('example.com')).rejects.toThrow();
  });

  test('carries CONNECT for a name of Azure to itself', async () => {
    const { socket, answer } = await tunnel('management.azure.com:443');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    const inside = await secure('management.azure.com', socket);
    expect(await ask(inside, 'management.azure.com')).toContain('management.azure.com 0');
  });

  test('carries CONNECT that is asked for over TLS as well', async () => {
    const { socket } = await tunnel('management.azure.com:443', await secure('localhost'));
    const inside = await secure('management.azure.com', socket);
    expect(await ask(inside, 'management.azure.com')).toContain('management.azure.com 0');
  });

  test.each([
    'example.com:443',
    'management.azure.com:80',
    'management.azure.com',
    '127.0.0.1:443',
    'localhost:443',
    '169.254.169.254:443',
    'acct.blob.core.windows.net:443',
    'management.azure.com.example.com:443',
    'web.calm-1.eastus.azurecontainerapps.localhost:443',
  ])('refuses CONNECT %s: it is no proxy for anything else', async (target) => {
    const { socket, answer } = await tunnel(target);
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    socket.resume();
    await once(socket, 'close');
  });

  test.each([
    ['random bytes', Buffer.from([0x00, 0xff, 0x80, 0x0d, 0x0a, 0x0d, 0x0a])],
    ['the beginning of TLS and then nonsense', Buffer.from([0x16, 0x03, 0x01, 0xff, 0xff, 0x00, 0x01, 0x02])],
    ['a handshake of SSL 2', Buffer.from([0x80, 0x2e, 0x01, 0x00, 0x02])],
  ])('ends a connection that begins with %s, and goes on answering', async (_, bytes) => {
    const socket = await dial();
    socket.on('error', () => undefined);
    socket.end(bytes);
    socket.resume();
    await once(socket, 'close');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});

describe('within its limits', () => {
  beforeEach(() => {
    endVoices = addVoices(server, authority, QUICK);
  });

  test.each([
    ['says nothing', Buffer.alloc(0)],
    ['stops in the middle of a handshake', Buffer.from([0x16, 0x03, 0x01])],
  ])('a client that %s is let go', async (_, bytes) => {
    const socket = await dial();
    socket.on('error', () => undefined);
    socket.write(bytes);
    socket.resume();
    await once(socket, 'close');
  });

  test('a connection that lasts longer than they do is none of their business', async () => {
    const silent = await dial();
    const spoken = await secure('management.azure.com');
    silent.resume();
    await once(silent, 'close');
    expect(await ask(spoken, 'management.azure.com')).toContain('management.azure.com 0');
  });

  test('nothing stays open at the end, whatever it was in the middle of', async () => {
    const { socket } = await tunnel('management.azure.com:443');
    const open = [await dial(), await secure('localhost'), socket];
    const closed = open.map((each) => once(each.on('error', () => undefined).resume(), 'close'));
    endVoices();
    await Promise.all(closed);
  });
});
