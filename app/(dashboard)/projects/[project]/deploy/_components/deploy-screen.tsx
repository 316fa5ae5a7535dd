'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { PageHeader } from '@/app/_ui/page-header';
import type { FileChange } from '@/lib/deployment/sync/changes';
import { ChangesPanel } from './changes-panel';
import { ConflictsPanel } from './conflicts-panel';
import { applyDecisions, conflictsOf, type Decision, type Decisions, decideAll } from './decisions';
import { DeployButtons } from './deploy-buttons';
import { FileDifference } from './file-difference';
import { useChanges } from './use-changes';

type DeployScreenProps = {
  projectId: string;
  /** Why nothing can be deployed or restarted now. */
  reason: string | undefined;
  /** Account and share; null before there is one. */
  destination: string | null;
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
  const shown = useChanges(projectId, state, destination !== null);
  const [decisions, setDecisions] = useState<Decisions>({});
  const [selected, setSelected] = useState<string>();
  const files = shown.changes?.files ?? [];
  const conflicts = conflictsOf(files);
  const { keep, overwrite, open, uploads } = applyDecisions(files, decisions);
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
            input={{ ...(keep.length > 0 && { keep }), ...(overwrite.length > 0 && { overwrite }) }}
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
        {destination !== null && (
          <ChangesPanel
            shown={shown}
            uploadBytes={uploads.bytes}
            destination={destination}
            selected={selected}
            onSelect={setSelected}
          />
        )}
        {change && (
          <FileDifference
            projectId={projectId}
            change={change}
            readAtMs={shown.readAtMs}
            onClose={() => setSelected(undefined)}
          />
        )}
        {after}
      </div>
    </>
  );

  function deployReason(): string | undefined {
    if (open.length > 0) return t('undecided', { count: open.length });
    // Where the comparison failed, the run itself compares once more and refuses what would need a decision.
    return !shown.changes && shown.reading ? t('changes.comparing') : undefined;
  }
}
