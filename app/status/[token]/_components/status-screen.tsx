'use client';

import { useState } from 'react';
import { runStatusTones } from '@/app/_components/run-status-tone';
import { useEventSource } from '@/app/_components/use-event-source';
import { Badge } from '@/app/_ui/badge';
import { Elapsed } from '@/app/_ui/elapsed';
import { PlainPage } from '@/app/_ui/plain-page';
import type { PublicRun } from '@/lib/runs/public-view';
import { isTerminal } from '@/lib/runs/status';
import { PublicResources } from './public-resources';
import { PublicSteps } from './public-steps';
import type { StatusLabels } from './status-labels';

const EVENTS = ['status'];

type StatusScreenProps = { token: string; initial: PublicRun; labels: StatusLabels };

export function StatusScreen({ token, initial, labels }: StatusScreenProps) {
  const [run, setRun] = useState(initial);
  const connection = useEventSource({
    url: () => `/status/${token}/events`,
    events: EVENTS,
    onData: (data) => setRun(JSON.parse(data)),
    enabled: !isTerminal(initial.status),
  });
  if (connection === 'gone') return <PlainPage title={labels.gone.title} text={labels.gone.text} />;
  return (
    <main className="mx-auto w-full max-w-xl px-4 py-10 sm:py-16">
      <p className="mb-1 text-xs font-medium text-ink-soft">{labels.product}</p>
      <div className="mb-6 flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold tracking-tight">{labels.kind}</h1>
        <span aria-live="polite" className="inline-flex">
          <Badge tone={runStatusTones[run.status]} pulse={!isTerminal(run.status)}>
            {labels.status[run.status]}
          </Badge>
        </span>
        {run.startedAt && (
          <span className="ml-auto text-xs text-ink-soft">
            {isTerminal(run.status) ? labels.elapsed : labels.running}{' '}
            <Elapsed since={run.startedAt} until={run.finishedAt} />
          </span>
        )}
      </div>
      <div className="flex flex-col gap-4">
        <PublicSteps run={run} labels={labels} />
        {run.resources.length > 0 && (
          <PublicResources resources={run.resources} finishedAt={run.finishedAt} labels={labels} />
        )}
      </div>
      <p aria-live="polite" className="mt-4 min-h-4 text-xs text-ink-soft">
        {connection === 'reconnecting' && labels.reconnecting}
        {(connection === 'live' || connection === 'connecting') && labels.footer}
      </p>
    </main>
  );
}
