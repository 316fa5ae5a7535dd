import { expect, test } from 'vitest';
import type { AppLogLine, LogPage } from '@/lib/deployment/logs/log-line';
import { indexOfSeq, type LogWindow, MAX_HELD_LINES, reduceWindow } from './log-window';

function page(from: number, to: number, change: Partial<LogPage> = {}): LogPage {
  const lines = Array.from({ length: to - from + 1 }, (_, index) => line(from + index));
  return { lines, from, to, atStart: false, atEnd: true, ...change };
}

function line(seq: number): AppLogLine {
  const names = { revision: '', replica: '', container: '' };
  const rest = { kind: 'line', source: 'console', origin: 'stream', level: 'info' } as const;
  return { seq, at: '2026-01-01T00:00:00.000Z', text: `line ${seq}`, ...rest, ...names };
}

const open = (from: number, to: number, change: Partial<LogPage> = {}): LogWindow => ({
  ...page(from, to, change),
  unseen: 0,
});
const seqs = (state: LogWindow) => [state.lines[0]?.seq, state.lines.at(-1)?.seq, state.lines.length];

test('older lines go before, and newer ones after', () => {
  const older = reduceWindow(open(11, 20), { type: 'older', page: page(1, 10, { atStart: true }) });
  expect([seqs(older), older.from, older.atStart]).toEqual([[1, 20, 20], 1, true]);
  const newer = reduceWindow(open(11, 20, { atEnd: false }), { type: 'newer', page: page(21, 25) });
  expect([seqs(newer), newer.to, newer.atEnd]).toEqual([[11, 25, 15], 25, true]);
});

test('lines that come are added once, however often they are told', () => {
  const once = reduceWindow(open(1, 5), { type: 'came', page: page(4, 7) });
  expect(seqs(once)).toEqual([1, 7, 7]);
  expect(reduceWindow(once, { type: 'came', page: page(4, 7) })).toBe(once);
});

test('lines that come while an earlier stretch is read are counted, until that reaches them', () => {
  const early = open(1, 5, { atEnd: false });
  const told = reduceWindow(early, { type: 'came', page: page(8, 9) });
  expect([seqs(told), told.unseen]).toEqual([[1, 5, 5], 2]);
  const read = reduceWindow(told, { type: 'newer', page: page(6, 9) });
  expect([seqs(read), read.unseen, read.atEnd]).toEqual([[1, 9, 9], 0, true]);
});

test('an answer that does not join what is there is not taken', () => {
  const state = open(11, 20);
  expect(reduceWindow(state, { type: 'older', page: page(1, 5) })).toBe(state);
  expect(reduceWindow(state, { type: 'newer', page: page(30, 40) })).toBe(state);
});

test('a stretch moves on rather than to grow without end', () => {
  const full = open(1, MAX_HELD_LINES, { atStart: true });
  const on = reduceWindow(full, { type: 'came', page: page(MAX_HELD_LINES + 1, MAX_HELD_LINES + 10) });
  expect([seqs(on), on.from, on.atStart]).toEqual([[11, MAX_HELD_LINES + 10, MAX_HELD_LINES], 11, false]);
  const back = reduceWindow(on, { type: 'older', page: page(1, 10, { atStart: true }) });
  expect([seqs(back), back.to, back.atEnd]).toEqual([
    [1, MAX_HELD_LINES, MAX_HELD_LINES],
    MAX_HELD_LINES,
    false,
  ]);
});

test('a place is found among lines of which some are left out', () => {
  const lines = [2, 5, 9].map(line);
  expect([1, 2, 3, 5, 9, 10].map((seq) => indexOfSeq(lines, seq))).toEqual([0, 0, 1, 1, 2, 3]);
});
