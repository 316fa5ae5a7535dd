import { type APIRequestContext, expect } from '@playwright/test';
import { createParser } from 'eventsource-parser';

export type LoggedEvent = {
  seq: number;
  type: string;
  step?: string;
  id?: string;
  lines?: string[];
  name?: string;
  state?: string;
};

/** Every event of an ended run, as the HTTP API replays them; asserts the wire's own promises on the way. */
export async function readRunLog(request: APIRequestContext, runId: string): Promise<LoggedEvent[]> {
  const answer = await request.get(`/api/v1/runs/${runId}/events`);
  expect(answer.headers()['content-type']).toContain('text/event-stream');
  const events: LoggedEvent[] = [];
  let ends = 0;
  const parser = createParser({
    onEvent({ id, event, data }) {
      if (event === 'end') {
        ends += 1;
        return;
      }
      const logged: LoggedEvent = JSON.parse(data);
      expect(id).toBe(String(logged.seq));
      expect(event).toBe(logged.type);
      events.push(logged);
    },
  });
  parser.feed(await answer.text());
  expect(ends).toBe(1);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)?.type).toBe('run.finished');
  return events;
}

/** The lines of its log, in order. */
export function logLines(events: LoggedEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'log.chunk' ? (event.lines ?? []) : []));
}

/** The id in the address of a run's page. */
export function runIdOf(url: string): string {
  const id = /\/runs\/([0-9a-f-]+)/.exec(url)?.[1];
  if (!id) throw new Error(`${url} is not the address of a run`);
  return id;
}
