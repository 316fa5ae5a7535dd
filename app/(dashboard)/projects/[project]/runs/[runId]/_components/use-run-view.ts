'use client';

import { useRouter } from 'next/navigation';
import { useReducer } from 'react';
import { runEventTypes } from '@/app/_components/run-event-types';
import { type Connection, useEventSource } from '@/app/_components/use-event-source';
import type { RunEvent } from '@/lib/runs/events';
import { isTerminal } from '@/lib/runs/status';
import { type RunView, reduceRunView } from '@/lib/runs/view';

/** The run as the server rendered it, carried on by its event stream. */
export function useRunView(runId: string, initial: RunView): { view: RunView; connection: Connection } {
  const [view, dispatch] = useReducer(reduceRunView, initial);
  const router = useRouter();
  const connection = useEventSource({
    url: () => `/api/v1/runs/${runId}/events?after=${view.lastSeq}`,
    events: runEventTypes,
    onData: (data) => dispatch(parseEvent(data)),
    onEnd: () => router.refresh(),
    enabled: !isTerminal(initial.status),
  });
  return { view, connection };
}

function parseEvent(data: string): RunEvent {
  return JSON.parse(data);
}
