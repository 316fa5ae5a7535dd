import { expect, test } from 'vitest';
import { QueryProblem, readLogQuestion } from './log-question.ts';

const WHERE =
  'where TimeGenerated > datetime(2026-01-01T00:00:00.000Z) and TimeGenerated <= datetime(2026-01-02T00:00:00Z)';
const query = (change: { table?: string; app?: string; project?: string; end?: string } = {}) =>
  [
    change.table ?? 'ContainerAppConsoleLogs_CL',
    WHERE,
    `where ContainerAppName_s == ${change.app ?? '"web"'}`,
    `project ${change.project ?? 'TimeGenerated, Log_s'}`,
    change.end ?? 'top 10 by TimeGenerated desc',
  ].join('\n| ');

test("asks for an app's newest lines between two times", () => {
  expect(readLogQuestion(query())).toEqual({
    table: 'ContainerAppConsoleLogs_CL',
    appName: 'web',
    afterMs: Date.UTC(2026, 0, 1),
    untilMs: Date.UTC(2026, 0, 2),
    columns: ['TimeGenerated', 'Log_s'],
    limit: 10,
  });
});

test('a text has its quotes escaped', () => {
  expect(readLogQuestion(query({ app: '"a\\"b\\\\c"' })).appName).toBe('a"b\\c');
});

test.each([
  ['another table', query({ table: 'Heartbeat' }), 'semantic', "named 'Heartbeat'"],
  ['a column of the other table', query({ project: 'ReplicaName_s' }), 'semantic', "named 'ReplicaName_s'"],
  ['an aggregation', query({ end: 'summarize count()' }), 'syntax', 'one shape'],
  ['one step more', query({ end: 'top 10 by TimeGenerated desc | count' }), 'syntax', 'one shape'],
  ['a text that does not end', query({ app: '"a' }), 'syntax', 'one shape'],
  ['nothing', '', 'syntax', 'Failed to resolve'],
])('%s is refused', (_, text, is, message) => {
  const ask = () => readLogQuestion(text);
  expect(ask).toThrow(QueryProblem);
  expect(ask).toThrow(message);
  expect(ask).toThrow(expect.objectContaining({ is }));
});
