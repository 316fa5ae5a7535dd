import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SystemEvent } from '../../replicas/replica-host.ts';
import { consoleFormats, greeting, withoutEndZeros } from './console-lines.ts';
import { serviceJson } from './escape-json.ts';
import { eventGreeting, eventLine } from './event-lines.ts';

const AT_MS = Date.parse('2025-12-15T08:43:48.720Z');
const line = { at: '2026-07-02T09:40:04.5355430Z', stream: 'stderr', text: "it's “<b>” + \\" } as const;

it('JSON is escaped as the service does, and means the same', () => {
  expect(serviceJson({ Log: '"it\'s" <b>&`+é😀\u001b\n\\' })).toBe(
    '{"Log":"\\u0022it\\u0027s\\u0022 \\u003Cb\\u003E\\u0026\\u0060\\u002B\\u00E9\\uD83D\\uDE00\\u001B\\n\\\\"}',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = serviceJson({ text });
      expect(JSON.parse(json)).toEqual({ text });
      expect(json).toMatch(/^[ -~]*$/);
    }),
  );
});

it('console lines keep their stream as text, and lose it as JSON', () => {
  expect(consoleFormats.text.line(line)).toBe(`2026-07-02T09:40:04.5355430Z stderr F ${line.text}`);
  expect(JSON.parse(consoleFormats.json.line(line))).toEqual({
    TimeStamp: '2026-07-02T09:40:04.535543+00:00',
    Log: `F ${line.text}`,
  });
});

it('a console begins with two notes, which have times of another form', () => {
  const [first = '', second = ''] = greeting('web', 'web--1', 'web--1-abc-def');
  expect(consoleFormats.text.note(AT_MS, first)).toBe(
    "2025-12-15T08:43:48.72000  Connecting to the container 'web'...",
  );
  expect(JSON.parse(consoleFormats.json.note(AT_MS, second))).toEqual({
    TimeStamp: '2025-12-15T08:43:48.72',
    Log: "Successfully Connected to container: 'web' [Revision: 'web--1', Replica: 'web--1-abc-def']",
  });
});

it.each([
  ['21:15:40', '21:15:40'],
  ['21:15:40.000', '21:15:40'],
  ['21:15:40.120', '21:15:40.12'],
  ['21:15:40.4000001', '21:15:40.4000001'],
])('a time %s without end zeros is %s', (time, short) => {
  expect(withoutEndZeros(time)).toBe(short);
});

it("events have their times as the cluster's tools print them, but for the first two, which are nobody's", () => {
  const event: SystemEvent = {
    at: '2025-08-26T17:42:19.410Z',
    type: 'Warning',
    appName: 'web',
    revisionName: 'web--1',
    replicaName: '',
    message: "Container 'web' failed",
    reason: 'ProbeFailed',
    source: 'ContainerAppController',
    count: 3,
  };
  expect(eventLine(event)).toBe(
    '{"TimeStamp":"2025-08-26 17:42:19.41 \\u002B0000 UTC","Type":"Warning","ContainerAppName":"web","RevisionName":"web--1","ReplicaName":"","Msg":"Container \\u0027web\\u0027 failed","Reason":"ProbeFailed","EventSource":"ContainerAppController","Count":3}',
  );
  expect(eventGreeting(AT_MS).map((text) => JSON.parse(text))).toMatchObject([
    { TimeStamp: '2025-12-15T08:43:48Z', ContainerAppName: null, Reason: 'StartingGettingEvents' },
    { TimeStamp: '2025-12-15T08:43:48Z', ReplicaName: null, Reason: 'ConnectedToEventsServer' },
  ]);
});
