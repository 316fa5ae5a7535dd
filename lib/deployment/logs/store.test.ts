import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { appLogs } from '@/lib/db/schema';
import { loggedReplicas } from '@/lib/deployment/logs/logged-replicas';
import { readBounds, readLogPage } from '@/lib/deployment/logs/read-log';
import { appendLogLines, knownIdentities, lastLineMs, MAX_KEPT_LINES } from '@/lib/deployment/logs/store';
import { logLine } from '@/tests/log-lines';
import { withTempData } from '@/tests/temp-data';

withTempData();

const texts = async (project: string) =>
  (await readLogPage(project, { filter: {}, limit: 100 })).lines.map(({ text }) => text);

test('lines come back in the order in which they were added, numbered from one without a gap', async () => {
  const project = newId();
  await appendLogLines(project, [logLine('one'), logLine('two')]);
  await appendLogLines(project, [logLine('three')]);
  const { lines } = await readLogPage(project, { filter: {}, limit: 100 });
  expect(lines.map(({ seq, text }) => [seq, text])).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
  ]);
  expect(lines[0]).toMatchObject({ kind: 'line', source: 'console', level: 'info', replica: 'app--1-x' });
});

test('a line that is read again is kept once, whoever reads it, and an equal one of another moment twice', async () => {
  const project = newId();
  const line = logLine('same');
  const [first, again] = await Promise.all([
    appendLogLines(project, [line, line]),
    appendLogLines(project, [line, logLine('same')]),
  ]);
  expect(first + again).toBe(2);
  expect(await texts(project)).toEqual(['same', 'same']);
  expect(await readBounds(project)).toEqual({ first: 1, last: 2 });
  expect(await knownIdentities(project, [line.identity, 'another'])).toEqual(new Set([line.identity]));
});

test('projects have logs of their own', async () => {
  const [one, other] = [newId(), newId()];
  const line = logLine('hello');
  await appendLogLines(one, [line]);
  await appendLogLines(other, [line]);
  expect([await texts(one), await texts(other)]).toEqual([['hello'], ['hello']]);
});

test('what the database cannot hold is left out of a line, and nothing else', async () => {
  const project = newId();
  await appendLogLines(project, [logLine('a\0b \u001b[31mred\u001b[0m \ud800')]);
  expect(await texts(project)).toEqual(['ab \u001b[31mred\u001b[0m \ufffd']);
});

test('the oldest lines make room for new ones', async () => {
  const project = newId();
  const many = Array.from({ length: 3_000 }, (_, index) => logLine(`line ${index}`));
  await appendLogLines(project, many);
  // As if many lines had come since: adding them would take minutes.
  const { orm } = await getDatabase();
  const lastSeq = MAX_KEPT_LINES + 999;
  await orm.update(appLogs).set({ lastSeq }).where(eq(appLogs.project, project));
  await appendLogLines(project, [logLine('the newest')]);
  expect(await readBounds(project)).toEqual({ first: 1_001, last: MAX_KEPT_LINES + 1_000 });
});

test('when a replica last wrote is known, marks aside', async () => {
  const project = newId();
  const at = new Date(Date.UTC(2026, 5, 1)).toISOString();
  const later = new Date(Date.UTC(2026, 5, 2)).toISOString();
  await appendLogLines(project, [
    logLine('x', { at }),
    logLine('', { kind: 'gap', at: later, until: later }),
    logLine('Pulling', { source: 'system', at: later }),
  ]);
  expect(await lastLineMs(project, 'app--1-x')).toBe(Date.parse(at));
  expect(await lastLineMs(project, 'app--1-y')).toBeUndefined();
});

test('the replicas that have written are known, the one that wrote last first', async () => {
  const project = newId();
  const of = (replica: string) => logLine('x', { replica });
  await appendLogLines(project, [of('one'), of('two'), of('one'), of('')]);
  expect(await loggedReplicas(project)).toEqual(['one', 'two']);
});
