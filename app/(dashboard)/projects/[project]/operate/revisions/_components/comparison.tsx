import { getTranslations } from 'next-intl/server';
import { ErrorMessage } from '@/app/_components/error-message';
import { settle } from '@/app/_server/settle';
import { Panel } from '@/app/_ui/panel';
import type { Project } from '@/lib/config/projects';
import { compareRevisions } from '@/lib/deployment/revisions/compare';
import { CodeComparison } from './code-comparison';
import { TemplateLines } from './template-lines';

type ComparisonProps = { project: Project; pair: { from: string; to: string } };

/** What changes from one revision to another: the template, and the code. */
export async function Comparison({ project, pair }: ComparisonProps) {
  const t = await getTranslations('operate.revisions.compare');
  const compared = await settle(compareRevisions(project, pair));
  if (!compared.ok) return <ErrorMessage error={compared.error} />;
  const { template, code } = compared.value;
  return (
    <Panel title={t('title')} description={<code className="font-mono">{t('pair', pair)}</code>}>
      <div className="flex flex-col gap-4">
        <section aria-label={t('template')}>
          <h3 className="text-xs font-medium">{t('template')}</h3>
          <TemplateLines lines={template} />
          <p className="mt-1 text-xs text-ink-soft">{t('app')}</p>
        </section>
        <section aria-label={t('code')}>
          <h3 className="text-xs font-medium">{t('code')}</h3>
          {!code && <p className="text-ink-soft">{t('codeUnknown')}</p>}
          {code && code.from === code.to && <p className="text-ink-soft">{t('codeSame')}</p>}
          {code && code.from !== code.to && (
            <CodeComparison
              projectId={project.id}
              pair={code}
              labels={{ original: pair.from, modified: pair.to }}
            />
          )}
        </section>
      </div>
    </Panel>
  );
}
