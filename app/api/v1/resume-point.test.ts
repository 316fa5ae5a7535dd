import { expect, test } from 'vitest';
import { resumePoint } from './resume-point';

const request = (query: string, lastEventId?: string) =>
  new Request(`http://localhost/events${query}`, {
    headers: lastEventId ? { 'last-event-id': lastEventId } : {},
  });

test('a reconnecting reader goes on after the last event it saw, whatever its first URL said', () => {
  expect(resumePoint(request('?after=3', '17'))).toBe(17);
});

test('a new reader goes on after what its page already shows', () => {
  expect(resumePoint(request('?after=3'))).toBe(3);
});

test('nonsense means from the start', () => {
  const starts = ['', '?after=-4', '?after=1.5', '?after=x'].map((query) => resumePoint(request(query)));
  expect(starts).toEqual([0, 0, 0, 0]);
});
