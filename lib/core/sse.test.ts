import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { expect, test } from 'vitest';
import { encodeComment, encodeEvent } from '@/lib/core/sse';

function parse(stream: string) {
  const events: EventSourceMessage[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: (text) => comments.push(text),
  });
  parser.feed(stream);
  return { events, comments };
}

test('a client reads back the number, the type and the data, line breaks and all', () => {
  const data = { lines: ['one\ntwo', 'three\r\n\u2028'] };
  const { events } = parse(
    encodeEvent({ id: 7, event: 'log.chunk', data }) + encodeEvent({ event: 'end', data: {} }),
  );
  expect(events).toMatchObject([
    { id: '7', event: 'log.chunk' },
    { event: 'end', data: '{}' },
  ]);
  expect(JSON.parse(events[0]?.data ?? '')).toEqual(data);
});

test('a comment is no event, whatever it holds', () => {
  expect(parse(encodeComment('still\n\ndata: here'))).toEqual({ events: [], comments: ['still data: here'] });
});
