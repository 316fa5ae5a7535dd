import { expect, test } from 'vitest';
import { KeptTimes } from './kept-times.ts';

test('of writers at once, all give back the time from before the first, and the next one reads anew', async () => {
  const times = new KeptTimes();
  const [before, between, later] = [new Date(1_000), new Date(2_000), new Date(3_000)];
  const isRead = Promise.withResolvers<Date>();
  const given: Date[] = [];
  const give = async (time: Date) => void given.push(time);

  const first = times.hold('share/file', () => isRead.promise, give);
  const second = times.hold('share/file', async () => between, give);
  isRead.resolve(before);
  await Promise.all([first, second]);
  expect(given).toEqual([before, before]);

  await times.hold('share/file', async () => later, give);
  expect(given.at(-1)).toEqual(later);
});

test('a time that cannot be read fails those who wait for it, and nobody after them', async () => {
  const times = new KeptTimes();
  const write = async () => 'written';
  const unreadable = async (): Promise<Date> => {
    throw new Error('gone');
  };
  await expect(times.hold('share/file', unreadable, write)).rejects.toThrow('gone');
  await expect(times.hold('share/file', async () => new Date(0), write)).resolves.toBe('written');
});
