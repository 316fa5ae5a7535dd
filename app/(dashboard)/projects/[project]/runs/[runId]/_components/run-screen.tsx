'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { Message } from '@/app/_ui/message';
import type { InferenceConfig } from '@/lib/config/inference-config';
import type { RunView } from '@/lib/runs/view';
import { LogPanel } from './log-panel';
import { ResourceTable } from './resource-table';
import { RunHeader } from './run-header';
import { RunOutcome } from './run-outcome';
import { StepList } from './step-list';
import { useRunView } from './use-run-view';

type RunScreenProps = {
  projectId: string;
  runId: string;
  initial: RunView;
  /** The reader wanted to start another run and was led to this one. */
  joined: boolean;
  config: InferenceConfig | null;
  portalUrl: string | null;
};

export function RunScreen({ projectId, runId, initial, joined, config, portalUrl }: RunScreenProps) {
  const t = useTranslations('run');
  const { view, connection } = useRunView(runId, initial);
  return (
    <>
      <RunHeader runId={runId} view={view} connection={connection} />
      <div className="flex flex-col gap-4">
        {joined && <Message level="info" title={t('joined')} />}
        {view.error && <ErrorMessage error={view.error} />}
        {view.status === 'succeeded' && (
          <RunOutcome projectId={projectId} view={view} config={config} portalUrl={portalUrl} />
        )}
        {view.notices.map((notice) => (
          <Message key={notice.seq} level={notice.level} title={notice.message} />
        ))}
        <div className="grid gap-4 xl:grid-cols-[20rem_minmax(0,1fr)]">
          <div className="flex flex-col gap-4">
            <StepList view={view} />
            {(view.resources.length > 0 || view.kind === 'provision') && (
              <ResourceTable resources={view.resources} />
            )}
          </div>
          <LogPanel lines={view.log} total={view.logLineCount} />
        </div>
      </div>
    </>
  );
}
