import { expect, it } from 'vitest';
import { LogRing } from './log-ring.ts';

const LIMITS = { entries: 4, characters: 40 };
const ring = () => new LogRing((missed: number) => `${missed} missed`, LIMITS);
const never = new AbortController().signal;

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

it('gives the newest entries of the past, and ends when not asked to follow', async () => {
  const log = ring();
  for (const entry of ['a', 'b', 'c']) log.push(entry, entry.length);
  expect(await collect(log.read({ follow: false, tailLines: 2, signal: never }))).toEqual(['b', 'c']);
});

it('forgets what does not fit', async () => {
  const log = ring();
  for (const entry of 'abcdef') log.push(entry, entry.length);
  expect(await collect(log.read({ follow: false, tailLines: 100, signal: never }))).toEqual([
    'c',
    'd',
    'e',
    'f',
  ]);
});

it('forgets what is too much in all, however few entries that is', async () => {
  const log = ring();
  for (const entry of ['short', 'x'.repeat(30), 'y'.repeat(20)]) log.push(entry, entry.length);
  expect(await collect(log.read({ follow: false, tailLines: 100, signal: never }))).toEqual(['y'.repeat(20)]);
});

it('gives every follower what comes later, until the log closes', async () => {
  const log = ring();
  log.push('past', 'past'.length);
  const readers = [1, 0].map((tailLines) => collect(log.read({ follow: true, tailLines, signal: never })));
  await Promise.resolve();
  log.push('later', 'later'.length);
  log.close();
  expect(await Promise.all(readers)).toEqual([['past', 'later'], ['later']]);
});

it('tells a slow reader how much it missed', async () => {
  const log = ring();
  const reader = log.read({ follow: true, tailLines: 10, signal: never });
  log.push('first', 'first'.length);
  expect((await reader.next()).value).toBe('first');
  for (const entry of 'abcdefg') log.push(entry, entry.length);
  log.close();
  expect(await collect(reader)).toEqual(['3 missed', 'd', 'e', 'f', 'g']);
});

it('ends a waiting reader when its signal aborts', async () => {
  const stop = new AbortController();
  const reading = collect(ring().read({ follow: true, tailLines: 10, signal: stop.signal }));
  stop.abort();
  expect(await reading).toEqual([]);
});
