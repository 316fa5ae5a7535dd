import { describe, expect, it } from 'vitest';
import { type GenerationUpdate, generate } from '@/lib/gradio/generate';
import type { GradioServer } from '@/lib/gradio/server';
import { recording, replayGradio } from '@/tests/replay-gradio';

const question = { text: 'hello', topP: 0.9, temperature: 0.3, topK: 50, maxNewTokens: 64 };
async function collect(
  server: GradioServer,
  signal = new AbortController().signal,
): Promise<GenerationUpdate[]> {
  const updates: GenerationUpdate[] = [];
  for await (const update of generate(server, question, signal)) updates.push(update);
  return updates;
}

describe('generate', () => {
  it('yields the place in the queue, the start and the growing answer', async () => {
    const updates = await collect(await replayGradio(await recording('hello.sse')));
    expect(updates.map(({ type }) => type).slice(0, 3)).toEqual(['queued', 'started', 'text']);
    expect(updates.at(-1)).toEqual({ type: 'text', text: 'Arr, the héron says "kraak".\n🦜' });
  });

  it('puts events together however the network cuts them', async () => {
    const bytes = Buffer.from(await recording('hello.sse'));
    const server = await replayGradio('', {
      '/gradio_api/queue/data': async (_, response) => {
        for (let at = 0; at < bytes.length; at += 7) {
          if (!response.write(bytes.subarray(at, at + 7)))
            await new Promise((go) => response.once('drain', go));
        }
        response.end();
      },
    });
    expect((await collect(server)).at(-1)).toEqual({
      type: 'text',
      text: 'Arr, the héron says "kraak".\n🦜',
    });
  });

  it('takes an answer of nothing for empty text', async () => {
    const updates = await collect(await replayGradio(await recording('silent.sse')));
    expect(updates.at(-1)).toEqual({ type: 'text', text: '' });
  });

  it('sends the question in the order that the app expects, in a session of its own', async () => {
    const bodies: unknown[] = [];
    const stream = await recording('hello.sse');
    const server = await replayGradio(stream, {
      '/gradio_api/queue/join': async (request, response) => {
        bodies.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
        response.end('{"event_id":"1"}');
      },
    });
    await collect(server);
    await collect(server);
    expect(bodies[0]).toMatchObject({ fn_index: 0, data: ['hello', 0.9, 0.3, 50, 64] });
    const sessions = bodies.map((body) => JSON.stringify(body).match(/"session_hash":"([^"]+)"/)?.[1]);
    expect(new Set(sessions).size).toBe(2);
  });

  it('says that the queue is full in words of its own', async () => {
    const server = await replayGradio('', {
      '/gradio_api/queue/join': (_, response) =>
        response.writeHead(503).end('{"detail":"Queue is full. Max size is 2 and size is 2."}'),
    });
    await expect(collect(server)).rejects.toMatchObject({ kind: 'throttled', info: { code: 'queue_full' } });
  });

  it('fails when the connection breaks in the middle', async () => {
    const stream = await recording('hello.sse');
    const server = await replayGradio(stream.slice(0, stream.indexOf('process_completed')));
    await expect(collect(server)).rejects.toMatchObject({ info: { code: 'stream_interrupted' } });
    const killed = await replayGradio('', { '/gradio_api/queue/data': (_, response) => response.destroy() });
    await expect(collect(killed)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('ends with the reason of its signal, and closes the stream', async () => {
    const abort = new AbortController();
    const reason = new Error('stopped by a person');
    let closed = () => {};
    const streamClosed = new Promise<void>((resolve) => (closed = resolve));
    const server = await replayGradio('', {
      '/gradio_api/queue/data': (_, response) => {
        response.on('close', closed);
        response.write('data: {"msg":"process_starts"}\n\n');
      },
    });
    const started = async () => {
      for await (const _ of generate(server, question, abort.signal)) abort.abort(reason);
    };
    await expect(started()).rejects.toBe(reason);
    await streamClosed;
  });

  it('closes the stream when nobody reads on', async () => {
    let closed = () => {};
    const streamClosed = new Promise<void>((resolve) => (closed = resolve));
    const server = await replayGradio('', {
      '/gradio_api/queue/data': (_, response) => {
        response.on('close', closed);
        response.write('data: {"msg":"process_starts"}\n\n');
      },
    });
    for await (const _ of generate(server, question, new AbortController().signal)) break;
    await streamClosed;
  });

  it('follows no redirect', async () => {
    const server = await replayGradio('', {
      '/config': (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    });
    await expect(collect(server)).rejects.toMatchObject({ info: { code: 'not_gradio' } });
    expect(server.asked).toEqual(['GET /config']);
  });

  it.each([
    [
      'a prefix that leads to another host',
      '{"protocol":"sse_v3","api_prefix":"@evil.example","dependencies":[]}',
      'not_gradio',
    ],
    ['a page that is no Gradio', '<html></html>', 'not_gradio'],
    ['a Gradio of long ago', '{"version":"4.0.0","protocol":"sse","dependencies":[]}', 'gradio_too_old'],
    [
      'an app without the function',
      '{"protocol":"sse_v3","dependencies":[{"id":0,"api_name":false}]}',
      'api_missing',
    ],
  ])('refuses %s', async (_, config, code) => {
    const server = await replayGradio('', { '/config': (_request, response) => response.end(config) });
    await expect(collect(server)).rejects.toMatchObject({ info: { code } });
  });

  it('says that the endpoint cannot be reached when nobody listens', async () => {
    const server = await replayGradio('');
    server.close();
    await expect(collect(server)).rejects.toMatchObject({ info: { code: 'endpoint_unreachable' } });
  });
});
