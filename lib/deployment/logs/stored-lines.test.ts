import { expect, test } from 'vitest';
import { consoleLines, missingMark, systemLines } from '@/lib/deployment/logs/stored-lines';

const writer = { revision: 'app--1', replica: 'app--1-x', container: 'app' };

test('a console line is kept with its time, without the prefix of the platform', () => {
  const line = '2026-10-09T21:15:44.4795506Z stderr F ERROR: it broke';
  expect(consoleLines(writer)([line])).toEqual([
    expect.objectContaining({
      ...writer,
      kind: 'line',
      source: 'console',
      at: '2026-10-09T21:15:44.479Z',
      level: 'error',
      text: 'ERROR: it broke',
      identity: `console app--1/app--1-x/app ${line}`,
    }),
  ]);
});

test('a line without a time has that of the line before it', () => {
  const [, second] = consoleLines(writer)(['2026-10-09T21:15:44.4795506Z stdout F one', 'two']);
  expect(second).toMatchObject({ at: '2026-10-09T21:15:44.479Z', text: 'two' });
});

test('an event is kept with its reason, and what is none is passed over', () => {
  const event = {
    TimeStamp: '2026-10-09T21:15:44Z',
    Type: 'Warning',
    ReplicaName: 'r',
    Msg: 'it fails',
    Reason: 'BackOff',
  };
  expect(systemLines([JSON.stringify(event), 'no event'])).toEqual([
    expect.objectContaining({ source: 'system', replica: 'r', level: 'error', text: 'BackOff: it fails' }),
  ]);
});

test('a mark stands from the last line that was read to the first that came again', () => {
  const mark = missingMark('console', writer, { kind: 'gap', fromMs: 1_000, untilMs: 5_000 });
  expect(mark).toMatchObject({
    kind: 'gap',
    at: '1970-01-01T00:00:01.000Z',
    until: '1970-01-01T00:00:05.000Z',
    text: '',
  });
});
