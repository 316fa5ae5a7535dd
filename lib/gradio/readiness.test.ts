import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readReadiness } from '@/lib/gradio/readiness';
import type { GradioServer } from '@/lib/gradio/server';
import { directServer } from '@/tests/direct-server';

/** A server of which nothing but this one answer matters. */
function saying(status: number, body: string): GradioServer {
  return { baseUrl: 'http://app.example', fetch: async () => new Response(body, { status }) };
}

/** A port that takes connections and says nothing. */
async function silentServer(): Promise<{ server: GradioServer; asked: Promise<void> }> {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const listener = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => resolve());
    onTestFinished(() => void socket.destroy());
  });
  onTestFinished(() => void listener.close());
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const address = listener.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return { server: directServer(`http://127.0.0.1:${address.port}`), asked };
}

describe('readReadiness', () => {
  it.each([
    [200, { phase: 'ready' }, { state: 'ready', phase: 'ready' }],
    [503, { phase: 'loading-adapter', reason: null }, { state: 'starting', phase: 'loading-adapter' }],
    [503, { phase: 'a phase of the future' }, { state: 'starting', phase: 'a phase of the future' }],
    [
      503,
      { phase: 'failed', reason: 'No adapter.', action: 'Copy it.' },
      { state: 'failed', phase: 'failed', reason: 'No adapter.', action: 'Copy it.' },
    ],
  ])('takes the word of the app: %i %j', async (status, report, expected) => {
    expect(await readReadiness(saying(status, JSON.stringify(report)))).toEqual(expected);
  });

  it('passes on what the app tells of itself, and leaves out what it cannot read', async () => {
    const told = {
      replica: 'app--r1-abc',
      startedAt: '2026-01-02T03:04:05.678+00:00',
      phaseSeconds: { importing: 2.5 },
      base: 'a-base',
    };
    const body = JSON.stringify({ phase: 'ready', ...told, adapterSha256: 7, problem: '', device: 'cpu' });
    expect(await readReadiness(saying(200, body))).toEqual({ state: 'ready', phase: 'ready', report: told });
  });

  it.each([
    [503, 'no healthy upstream'],
    [502, ''],
    [504, 'upstream request timeout'],
  ])('takes an ingress that answers %i for a container that starts', async (status, body) => {
    expect(await readReadiness(saying(status, body))).toEqual({
      state: 'starting',
      phase: 'container-starting',
    });
  });

  it.each([
    [401, ''],
    [403, '{"error":"no"}'],
    [500, '<html>'],
  ])('does not wait for an app that refuses with %i', async (status, body) => {
    expect(await readReadiness(saying(status, body))).toMatchObject({
      state: 'unreachable',
      reason: expect.stringContaining(String(status)),
    });
  });

  it.each([
    [404, 'Error 404 - This Container App is stopped or does not exist.'],
    [200, '<html>'],
    [302, ''],
  ])('says of a %i without Gradio that the app is stopped or another one', async (status, body) => {
    expect(await readReadiness(saying(status, body))).toMatchObject({
      state: 'unreachable',
      reason: 'The app is stopped, or it is not a Gradio app.',
      action: expect.stringContaining('Deploy again'),
    });
  });

  it.each([
    [404, '{"detail":"Not Found"}'],
    [200, '<html>'],
  ])('takes an app whose own /readyz is a %i for ready once its Gradio answers', async (status, body) => {
    const config = {
      version: '6.0.0',
      protocol: 'sse_v3',
      dependencies: [{ id: 0, api_name: 'run_generation' }],
    };
    const server: GradioServer = {
      baseUrl: 'http://app.example',
      fetch: async (url) =>
        url.endsWith('/config') ? Response.json(config) : new Response(body, { status }),
    };
    expect(await readReadiness(server)).toEqual({ state: 'ready', phase: 'ready' });
  });

  it('says that a Gradio is too old to talk to', async () => {
    const config = '{"version":"4.0.0","protocol":"sse","dependencies":[]}';
    expect(await readReadiness(saying(200, config))).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('Gradio 4.0.0'),
    });
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const reason = new Error('the page was closed');
    const { server, asked } = await silentServer();
    const read = readReadiness(server, stop.signal);
    void asked.then(() => stop.abort(reason));
    await expect(read).rejects.toBe(reason);
  });
});
