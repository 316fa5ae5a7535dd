import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { encodeEvent } from '@/lib/core/sse';
import { eventStream } from './event-stream';

const request = new Request('http://localhost/events');

test('a stream opens with a comment, carries every frame in order and closes with its source', async () => {
  const response = eventStream(request, async function* () {
    yield encodeEvent({ id: 1, event: 'notice', data: { a: 1 } });
    yield encodeEvent({ event: 'end', data: {} });
  });
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  expect(await response.text()).toBe(
    ': keep-alive\n\nid: 1\nevent: notice\ndata: {"a":1}\n\nevent: end\ndata: {}\n\n',
  );
});

test('a reader that goes away ends the source, also while it waits', async () => {
  let stopped: Promise<unknown> = Promise.reject(new Error('the source was never asked'));
  stopped.catch(() => undefined);
  const response = eventStream(request, async function* (signal) {
    stopped = once(signal, 'abort');
    yield encodeEvent({ event: 'notice', data: {} });
    await stopped;
  });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.read();
  await reader?.cancel();
  await expect(stopped).resolves.toBeDefined();
});

test('a reader that goes away with frames untaken lets the source clean up', async () => {
  const cleanedUp = vi.fn();
  const response = eventStream(request, async function* () {
    try {
      for (;;) yield encodeEvent({ event: 'notice', data: {} });
    } finally {
      cleanedUp();
    }
  });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.read();
  await reader?.cancel();
  expect(cleanedUp).toHaveBeenCalledOnce();
});

test('a source that fails fails the stream, so that the reader comes back', async () => {
  // biome-ignore lint/correctness/useYield: the source fails before its first frame.
  const response = eventStream(request, async function* () {
    throw new Error('lost');
  });
  await expect(response.text()).rejects.toThrow('lost');
});
