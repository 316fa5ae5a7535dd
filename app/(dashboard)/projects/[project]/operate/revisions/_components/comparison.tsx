import { getTranslations } from 'next-intl/server';
import { ErrorMessage } from '@/app/_components/error-message';
import { settle } from '@/app/_server/settle';
import { Panel } from '@/app/_ui/panel';
import type { Project } from '@/lib/config/projects';
import { compareRevisions } from '@/lib/deployment/revisions/compare';
import { TemplateLines } from './template-lines';

type ComparisonProps = { project: Project; pair: { from: string; to: string } };

/** What changes from one revision to another. */
export async function Comparison({ project, pair }: ComparisonProps) {
  const t = await getTranslations('operate.revisions.compare');
  const compared = await settle(compareRevisions(project, pair));
  if (!compared.ok) return <ErrorMessage error={compared.error} />;
  return (
    <Panel title={t('title')} description={<code className="font-mono">{t('pair', pair)}</code>}>
      <TemplateLines lines={compared.value.template} />
    </Panel>
  );
}
