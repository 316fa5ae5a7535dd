'use client';

import { useTranslations } from 'next-intl';
import { AdapterBadge } from '@/app/_components/adapter/adapter-badge';
import { ProofFacts } from '@/app/_components/adapter/proof-facts';
import { ConfigList } from '@/app/_components/config-list';
import { ErrorMessage } from '@/app/_components/error-message';
import { Prose } from '@/app/_components/prose';
import { ReplicaTimelines } from '@/app/_components/replicas/replica-timelines';
import { Message } from '@/app/_ui/message';
import { Panel } from '@/app/_ui/panel';
import type { InferenceConfig } from '@/lib/config/inference-config';
import type { UsualStageTimes, UsualTimes } from '@/lib/runs/usual-times';
import type { RunView } from '@/lib/runs/view';
import { CancelResult } from './cancel-result';
import { LogPanel } from './log-panel';
import { ResourceTable } from './resource-table';
import { RunHeader } from './run-header';
import { RunOutcome } from './run-outcome';
import { ShareLeft } from './share-left';
import { StepList } from './step-list';
import { useRunView } from './use-run-view';
import { useTabTitle } from './use-tab-title';

type RunScreenProps = {
  projectId: string;
  runId: string;
  initial: RunView;
  /** The reader wanted to start another run and was led to this one. */
  joined: boolean;
  config: InferenceConfig | null;
  portalUrl: string | null;
  portalPrefix: string | null;
  usualTimes: UsualTimes;
  usualStageTimes: UsualStageTimes;
};

export function RunScreen(props: RunScreenProps) {
  const { projectId, runId, initial, joined, config, portalUrl, portalPrefix, usualTimes, usualStageTimes } =
    props;
  const t = useTranslations('run');
  const { view, connection } = useRunView(runId, initial);
  useTabTitle(view);
  const adapter = useTranslations('adapter');
  const waitsForReplicas = view.steps.some(({ name, state }) => name === 'ready' && state === 'running');
  // A provision is about its resources; it writes lines only when there is something to explain.
  const showsResources = view.kind === 'provision' || view.resources.length > 0;
  const showsLog = (view.kind !== 'provision' && view.kind !== 'teardown') || view.log.length > 0;
  return (
    <>
      <RunHeader runId={runId} view={view} connection={connection} />
      <div className="flex flex-col gap-4">
        {joined && <Message level="info" title={t('joined')} />}
        {view.error && <ErrorMessage error={view.error} />}
        <ShareLeft projectId={projectId} view={view} />
        {view.status === 'succeeded' && (
          <RunOutcome projectId={projectId} view={view} portalUrl={portalUrl} />
        )}
        {view.cancelOutcome && <CancelResult {...view.cancelOutcome} />}
        {view.notices.map((notice) => (
          <Message key={notice.seq} level={notice.level} title={<Prose text={notice.message} />} />
        ))}
        <div className="grid items-start gap-4 xl:grid-cols-[22rem_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            <StepList view={view} />
            {view.status === 'succeeded' && config && (
              <Panel title={t('outcome.config')}>
                <ConfigList config={config} />
              </Panel>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {showsResources && (
              <ResourceTable
                resources={view.resources}
                deletes={view.kind === 'teardown'}
                finishedAt={view.finishedAt}
                usualTimes={usualTimes}
                portalPrefix={portalPrefix}
                runError={view.error}
              />
            )}
            {view.proof && (
              <Panel title={adapter('title')} flush actions={<AdapterBadge proof={view.proof} />}>
                <ProofFacts proof={view.proof} />
              </Panel>
            )}
            {(view.replicas.length > 0 || waitsForReplicas) && (
              <ReplicaTimelines
                replicas={view.replicas}
                usualTimes={usualStageTimes}
                until={view.finishedAt}
              />
            )}
            {showsLog && <LogPanel lines={view.log} total={view.logLineCount} />}
          </div>
        </div>
      </div>
    </>
  );
}
