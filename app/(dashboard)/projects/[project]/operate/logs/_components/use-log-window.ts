'use client';

import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import { ApiError, fetchJson } from '@/app/_components/fetch-json';
import { type Connection, useEventSource } from '@/app/_components/use-event-source';
import type { ErrorInfo } from '@/lib/core/errors';
import { filterQuery, type LogFilter } from '@/lib/deployment/logs/log-filter';
import type { LogPage } from '@/lib/deployment/logs/log-line';
import { type LogWindow, reduceWindow } from './log-window';

const PAGE_LINES = 1_000;
const NOTHING: LogWindow = { lines: [], from: 1, to: 0, atStart: true, atEnd: true, unseen: 0 };

/** What the server says that cannot be used, or that the page could not be reached. */
type Trouble = ErrorInfo | 'unreachable';

export type LogReader = {
  log: LogWindow;
  connection: Connection;
  loading: boolean;
  trouble: Trouble | undefined;
  older(): void;
  newer(): void;
  /** Shows the end of the log. */
  toEnd(): Promise<void>;
  /** Shows the line, with what is around it. */
  toLine(seq: number): Promise<void>;
};

/** A stretch of the project's log that fits the filter, which moves with what comes. Another filter needs another of these. */
export function useLogWindow(projectId: string, filter: LogFilter, initial: LogPage | undefined): LogReader {
  const [log, dispatch] = useReducer(reduceWindow, initial ? { ...initial, unseen: 0 } : NOTHING);
  const [isOpen, setOpen] = useState(initial !== undefined);
  const [loading, setLoading] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const busy = useRef(false);
  const address = `/api/v1/projects/${projectId}/logs`;

  const read = (place: Record<string, number>) => {
    const query = filterQuery(filter);
    for (const [key, value] of Object.entries({ limit: PAGE_LINES, ...place })) query.set(key, String(value));
    return fetchJson<LogPage>(`${address}?${query}`);
  };
  // One question at a time: scrolling asks again and again.
  const once = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setLoading(true);
    try {
      await work();
      setTrouble(undefined);
    } catch (error) {
      setTrouble(error instanceof ApiError ? error.info : 'unreachable');
    } finally {
      busy.current = false;
      setLoading(false);
    }
  };
  const toEnd = () =>
    once(async () => {
      dispatch({ type: 'moved', page: await read({}) });
      setOpen(true);
    });
  const openFirst = useEffectEvent(() => {
    if (!initial) void toEnd();
  });
  useEffect(() => openFirst(), []);

  const connection = useEventSource({
    url: () => `${address}/events?${withPlace(filterQuery(filter), log.to)}`,
    events: ['lines'],
    onData: (data) => dispatch({ type: 'came', page: JSON.parse(data) }),
    enabled: isOpen,
  });

  return {
    log,
    connection,
    loading,
    trouble,
    older: () => {
      if (!log.atStart)
        void once(async () => dispatch({ type: 'older', page: await read({ before: log.from }) }));
    },
    newer: () => {
      if (!log.atEnd) void once(async () => dispatch({ type: 'newer', page: await read({ after: log.to }) }));
    },
    toEnd,
    toLine: (seq) =>
      once(async () => {
        const [before, after] = await Promise.all([read({ before: seq }), read({ after: seq - 1 })]);
        const lines = [...before.lines, ...after.lines];
        const page = { ...after, lines, from: before.from, atStart: before.atStart };
        dispatch({ type: 'moved', page });
      }),
  };
}

function withPlace(query: URLSearchParams, after: number): URLSearchParams {
  query.set('after', String(after));
  return query;
}
