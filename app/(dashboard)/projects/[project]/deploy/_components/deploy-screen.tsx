'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useRestartPlan } from '@/app/_components/restart-plan/use-restart-plan';
import { PageHeader } from '@/app/_ui/page-header';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import type { FileChange } from '@/lib/deployment/sync/changes';
import { ChangesPanel } from './changes-panel';
import { ConflictsPanel } from './conflicts-panel';
import { applyDecisions, conflictsOf, type Decision, type Decisions, decideAll } from './decisions';
import { DeployButtons } from './deploy-buttons';
import { FileDifference } from './file-difference';
import { RestartPanel } from './restart-panel';
import { useChanges } from './use-changes';

type DeployScreenProps = {
  projectId: string;
  /** Why nothing can be deployed or restarted now. */
  reason: string | undefined;
  /** Account and share. */
  destination: string;
  /** The last run and how it stands: the comparison is as old as that. */
  state: string;
  /** What stands above the comparison, and below it. */
  before: ReactNode;
  after: ReactNode;
};

/** The page of a deploy: what it would change, what must be decided first, and the buttons that begin it. */
export function DeployScreen(props: DeployScreenProps) {
  const { projectId, reason, destination, state, before, after } = props;
  const t = useTranslations('deploy');
  const shown = useChanges(projectId, state);
  const plan = useRestartPlan(projectId);
  const { refetch } = plan;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a run has changed decides what can be done next.
  useEffect(() => void refetch(), [refetch, state]);
  const [way, setWay] = useState<RestartWay | 'none'>();
  const [decisions, setDecisions] = useState<Decisions>({});
  const [selected, setSelected] = useState<string>();
  const files = shown.changes?.files ?? [];
  const conflicts = conflictsOf(files);
  const { keep, overwrite, open, uploads } = applyDecisions(files, decisions);
  const restart = way ?? plan.data?.recommended ?? undefined;
  const change = files.find(({ path }) => path === selected);
  const decide = (which: FileChange[], decision: Decision) =>
    setDecisions(decideAll(decisions, which, decision));
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <DeployButtons
            projectId={projectId}
            reason={reason}
            deployReason={deployReason()}
            unchanged={shown.changes?.files.length === 0}
            input={{
              ...(keep.length > 0 && { keep }),
              ...(overwrite.length > 0 && { overwrite }),
              ...(restart && { restart }),
            }}
            way={restart === 'none' ? undefined : restart}
          />
        }
      />
      <div className="flex flex-col gap-4">
        {before}
        {shown.error && <ErrorMessage error={shown.error} />}
        {conflicts.length > 0 && (
          <ConflictsPanel
            conflicts={conflicts}
            open={open.length}
            decisions={decisions}
            onDecide={decide}
            onShow={setSelected}
          />
        )}
        <ChangesPanel
          shown={shown}
          uploadBytes={uploads.bytes}
          destination={destination}
          selected={selected}
          onSelect={setSelected}
        />
        {change && (
          <FileDifference
            projectId={projectId}
            change={change}
            readAtMs={shown.readAtMs}
            onClose={() => setSelected(undefined)}
          />
        )}
        <RestartPanel plan={plan} sends={files.length > keep.length} value={way} onChange={setWay} />
        {after}
      </div>
    </>
  );

  function deployReason(): string | undefined {
    if (open.length > 0) return t('undecided', { count: open.length });
    if (plan.data && !restart) return t('restartPanel.impossible');
    // Where the comparison failed, the run itself compares once more and refuses what would need a decision.
    return !shown.changes && shown.reading ? t('changes.comparing') : undefined;
  }
}
