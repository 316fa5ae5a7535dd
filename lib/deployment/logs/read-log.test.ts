import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { findHits } from '@/lib/deployment/logs/find-hits';
import { logAsText } from '@/lib/deployment/logs/log-text';
import { readLogPage } from '@/lib/deployment/logs/read-log';
import { appendLogLines } from '@/lib/deployment/logs/store';
import { tailLog } from '@/lib/deployment/logs/tail-log';
import { logLine } from '@/tests/log-lines';
import { withTempData } from '@/tests/temp-data';

withTempData();

const COUNT = 100;
const project = newId();
const never = new AbortController().signal;

beforeAll(async () => {
  const lines = Array.from({ length: COUNT }, (_, index) => logLine(`line ${index + 1}`));
  lines[9] = logLine('CUDA out of memory: 100% used', { level: 'error', replica: 'app--1-y' });
  lines[19] = logLine('Pulling image', { source: 'system', level: 'info' });
  lines[29] = logLine('', { kind: 'gap', until: '2026-01-01T00:00:01.000Z' });
  await appendLogLines(project, lines);
});

const seqs = (page: { lines: { seq: number }[] }) => page.lines.map(({ seq }) => seq);

describe('a page of a log', () => {
  test('holds the newest lines, then older ones, until there are none', async () => {
    const newest = await readLogPage(project, { filter: {}, limit: 60 });
    expect([newest.from, newest.to, newest.atStart, newest.atEnd]).toEqual([41, 100, false, true]);
    const older = await readLogPage(project, { filter: {}, before: newest.from, limit: 60 });
    expect([older.from, older.to, older.atStart, older.atEnd]).toEqual([1, 40, true, false]);
    expect(seqs(older)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  test('goes on after a place, as far as there is something', async () => {
    const page = await readLogPage(project, { filter: {}, after: 40, limit: 10 });
    expect([seqs(page)[0], page.to, page.atEnd]).toEqual([41, 50, false]);
    const beyond = await readLogPage(project, { filter: {}, after: 5_000, limit: 10 });
    expect([beyond.lines, beyond.to, beyond.atEnd]).toEqual([[], 100, true]);
  });

  test('is empty where there is no log', async () => {
    const page = await readLogPage(newId(), { filter: {}, limit: 10 });
    expect(page).toEqual({ lines: [], from: 1, to: 0, atStart: true, atEnd: true });
  });

  test('of one level keeps the marks of what is missing', async () => {
    expect(seqs(await readLogPage(project, { filter: { level: ['error'] }, limit: 100 }))).toEqual([10, 30]);
  });

  test.each([
    [{ source: ['system' as const] }, [20]],
    [{ replica: 'app--1-y' }, [10]],
    [{ q: 'OUT OF memory' }, [10]],
    [{ q: '0% U' }, [10]],
    [{ q: '^line (7|8)$', regex: 'true' as const }, [7, 8]],
    [{ q: '^line (7|8)$' }, []],
  ])('with %j has what fits', async (filter, found) => {
    expect(seqs(await readLogPage(project, { filter, limit: 100 }))).toEqual(found);
  });

  test('says where it stopped looking, so that nothing is passed over', async () => {
    const page = await readLogPage(project, { filter: { q: 'line \\d', regex: 'true' }, limit: 5 });
    expect([seqs(page), page.from, page.atStart]).toEqual([[96, 97, 98, 99, 100], 96, false]);
  });

  test('is refused for an expression that is none, or that never ends', async () => {
    const ask = (q: string) => readLogPage(project, { filter: { q, regex: 'true' }, limit: 10 });
    await expect(ask('(')).rejects.toMatchObject({ info: { code: 'search_invalid', target: 'q' } });
    await appendLogLines(project, [logLine(`${'a'.repeat(60)}!`)]);
    await expect(ask('^(a+)+$')).rejects.toMatchObject({ info: { code: 'search_slow' } });
  });
});

test('all places of a text are found, the newest first', async () => {
  expect(await findHits(project, { q: 'LINE 9' }, never)).toEqual({
    seqs: [99, 98, 97, 96, 95, 94, 93, 92, 91, 90, 9],
    complete: true,
  });
});

test('the log as a text has a row for each line, without colours, and tells where some are missing', async () => {
  const other = newId();
  await appendLogLines(other, [
    logLine('\u001b[31mred\u001b[0m', { at: '2026-01-01T00:00:00.000Z', level: 'error' }),
    logLine('', { kind: 'gap', at: '2026-01-01T00:00:01.000Z', until: '2026-01-01T00:00:09.000Z' }),
  ]);
  let text = '';
  for await (const part of logAsText(other, {})) text += part;
  expect(text).toBe(
    '2026-01-01T00:00:00.000Z console error app--1-x red\n' +
      '2026-01-01T00:00:01.000Z console --- app--1-x --- lines are missing until 2026-01-01T00:00:09.000Z ---\n',
  );
});

test('a tail has what is there and what comes, filtered, each once', async () => {
  const other = newId();
  await appendLogLines(other, [logLine('a1'), logLine('b1'), logLine('a2')]);
  const stop = new AbortController();
  const read: string[] = [];
  for await (const { lines } of tailLog(other, 1, { q: 'a' }, stop.signal)) {
    read.push(...lines.map(({ text }) => text));
    if (read.length === 1) void appendLogLines(other, [logLine('b2'), logLine('a3')]);
    if (read.length === 2) stop.abort();
  }
  expect(read).toEqual(['a2', 'a3']);
});
