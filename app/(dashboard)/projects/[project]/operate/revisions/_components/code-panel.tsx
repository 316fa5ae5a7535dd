import { getTranslations } from 'next-intl/server';
import { ErrorMessage } from '@/app/_components/error-message';
import { settle } from '@/app/_server/settle';
import { Panel } from '@/app/_ui/panel';
import type { Project } from '@/lib/config/projects';
import { listDeployedCode } from '@/lib/deployment/revisions/snapshot-code';
import { CodeRow } from './code-row';

/** Looking at the share must not keep the page for longer. */
const SHARE_LIMIT_MS = 60_000;

type CodePanelProps = {
  project: Project;
  /** Why nothing can be gone back to now. */
  reason: string | undefined;
};

/** What each deploy left on the share, the newest first. */
export async function CodePanel({ project, reason }: CodePanelProps) {
  const t = await getTranslations('operate.revisions.code');
  const kept = await settle(listDeployedCode(project, AbortSignal.timeout(SHARE_LIMIT_MS)));
  if (!kept.ok) return <ErrorMessage error={kept.error} />;
  return (
    <Panel title={t('title')} description={t('description')} flush>
      {kept.value.length === 0 ? (
        <p className="p-4 text-ink-soft">{t('none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {kept.value.map((code, index) => (
            <CodeRow
              key={code.runId}
              projectId={project.id}
              code={code}
              isNow={index === 0}
              reason={reason}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
