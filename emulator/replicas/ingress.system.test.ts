import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { describe, expect, it } from 'vitest';
import { appContainer, ONE, openApp, openHost, send, specOf, until } from './testing.ts';

function readerOf(response: Response): ReadableStreamDefaultReader<string> {
  if (response.body === null) throw new Error('The answer has no body.');
  return response.body.pipeThrough(new TextDecoderStream()).getReader();
}

function originOf(server: ServerType): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  return `http://127.0.0.1:${address.port}`;
}

describe('the ingress', () => {
  it('passes path, query and headers on, and says for whom it asks', async () => {
    await using rig = await openApp();
    expect(await (await send(rig.host, '/a%2Fb?c=%20d')).json()).toEqual({ path: '/a%2Fb?c=%20d' });
    const headers = { 'x-own': '1', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'gopher' };
    const seen = await (await send(rig.host, '/headers', { headers })).json();
    expect(seen).toEqual(
      expect.arrayContaining([
        ['host', 'app.example.localhost:4280'],
        ['x-own', '1'],
        ['x-forwarded-host', 'app.example.localhost:4280'],
        ['x-forwarded-proto', 'http'],
        ['x-forwarded-for', '10.0.0.1, 127.0.0.1'],
      ]),
    );
  });

  it('keeps cookies apart and gives no body where there is none', async () => {
    await using rig = await openApp();
    const response = await send(rig.host, '/cookies');
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.body).toBeNull();
  });

  it('streams a request and its answer both ways at the same time', async () => {
    await using rig = await openApp();
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const encoder = new TextEncoder();
    writer.write(encoder.encode('first'));
    const upload = { method: 'POST', body: readable, duplex: 'half' };
    const response = await send(rig.host, '/echo', upload);
    const answer = readerOf(response);
    expect((await answer.read()).value).toBe('first');
    writer.write(encoder.encode('second'));
    expect((await answer.read()).value).toBe('second');
    writer.close();
    expect((await answer.read()).done).toBe(true);
  });

  it('passes server-sent events on as they come', async () => {
    await using rig = await openApp();
    const events = readerOf(await send(rig.host, '/events'));
    expect((await events.read()).value).toBe('data: first\n\n');
    await send(rig.host, '/next-event', { method: 'POST' });
    expect((await events.read()).value).toContain('data: second\n\n');
    await events.cancel();
  });

  it.each(['the reader stops', 'the request is aborted'])('lets the app know when %s', async (how) => {
    await using rig = await openApp();
    const request = new AbortController();
    const response = await send(rig.host, '/events', { signal: request.signal });
    await send(rig.host, '/next-event', { method: 'POST' });
    if (how === 'the reader stops') await response.body?.cancel();
    else request.abort();
    await until(async () => (await (await send(rig.host, '/readers-gone')).json()) === 1);
  });

  it('carries events over a real connection as they come, and lets the app know when it breaks', async () => {
    await using rig = await openApp();
    const server = serve({ fetch: (request) => rig.host.forward(ONE, request), port: 0 });
    await once(server, 'listening');
    const client = new AbortController();
    const response = await fetch(`${originOf(server)}/events`, { signal: client.signal });
    const events = readerOf(response);
    expect((await events.read()).value).toBe('data: first\n\n');
    await send(rig.host, '/next-event', { method: 'POST' });
    expect((await events.read()).value).toContain('data: second\n\n');
    client.abort();
    await until(async () => (await (await send(rig.host, '/readers-gone')).json()) === 1);
    server.close();
    await once(server, 'close');
  });

  it('says with 503 that the app broke off before it answered', async () => {
    await using rig = await openApp();
    const response = await send(rig.host, '/crash', { method: 'POST' });
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    );
  });

  it('says with 503 that no replica is ready', async () => {
    await using rig = await openHost();
    expect((await send(rig.host, '/')).status).toBe(503);
    rig.host.apply(
      specOf({ container: appContainer({ command: ['/bin/bash', '-c', 'exec tail -f /dev/null'] }) }),
    );
    const response = await send(rig.host, '/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('no healthy upstream');
  });
});
