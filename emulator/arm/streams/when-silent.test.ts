import { expect, it } from 'vitest';
import { createManualClock } from '../../tests/manual-clock.ts';
import { whenSilent } from './when-silent.ts';

const SILENCE_MS = 60_000;

function open() {
  const clock = createManualClock();
  const stop = new AbortController();
  const pipe = new TransformStream<string, string>();
  const items = whenSilent(pipe.readable, SILENCE_MS, clock, stop.signal);
  const writer = pipe.writable.getWriter();
  stop.signal.addEventListener('abort', () => writer.close());
  return { clock, stop, writer, items };
}

it('tells of silence again and again, and passes on what comes', async () => {
  const { clock, writer, items } = open();
  for (const _ of [1, 2]) {
    const next = items.next();
    clock.advance(SILENCE_MS);
    expect(await next).toEqual({ done: false, value: null });
  }
  const next = items.next();
  writer.write('at last');
  expect(await next).toEqual({ done: false, value: 'at last' });
  writer.close();
  expect(await items.next()).toEqual({ done: true, value: undefined });
});

it('begins to count anew with each item', async () => {
  const { clock, writer, items } = open();
  const first = items.next();
  clock.advance(SILENCE_MS - 1);
  writer.write('just in time');
  expect((await first).value).toBe('just in time');
  const second = items.next();
  clock.advance(SILENCE_MS - 1);
  writer.write('again');
  expect((await second).value).toBe('again');
});

it('ends at once when its reader has gone', async () => {
  const { stop, items } = open();
  const next = items.next();
  stop.abort();
  expect((await next).done).toBe(true);
});
