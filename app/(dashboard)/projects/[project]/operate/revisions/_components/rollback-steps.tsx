import { useTranslations } from 'next-intl';
import type { RollbackPlan } from '@/lib/deployment/revisions/plan-rollback';
import type { RollbackInput } from '@/lib/deployment/revisions/rollback-input';
import { CodeChanges } from './code-changes';
import { TemplateLines } from './template-lines';

type RollbackStepsProps = { projectId: string; input: RollbackInput; plan: RollbackPlan };

/** What a roll back would do: in words, then the files and the template line by line. */
export function RollbackSteps({ projectId, input: { revision, snapshot }, plan }: RollbackStepsProps) {
  const t = useTranslations('operate.revisions.rollback');
  const code = useTranslations('operate.revisions.code');
  const { mode, way, serving, files, template } = plan;
  return (
    <>
      {revision ? (
        <p>
          {t(`way.${way}`)}{' '}
          <span className="text-ink-soft">
            {mode === 'single' && way === 'restart' ? t('codeThen.single') : t(`then.${mode}`, { serving })}
          </span>
        </p>
      ) : (
        <p>
          {t('codeWay')} <span className="text-ink-soft">{t(`codeThen.${mode}`)}</span>
        </p>
      )}
      <div className="flex max-h-96 flex-col gap-3 overflow-auto">
        {snapshot && files && (
          <section aria-label={t('code')}>
            <h3 className="text-xs font-medium">{t('code')}</h3>
            <CodeChanges
              projectId={projectId}
              pair={{ from: 'now', to: snapshot }}
              files={files}
              labels={{ original: code('before'), modified: code('after') }}
            />
            <p className="text-xs text-ink-soft">{t('project')}</p>
          </section>
        )}
        {revision && (
          <section aria-label={t('template')}>
            <h3 className="text-xs font-medium">{t('template')}</h3>
            <TemplateLines lines={template} />
          </section>
        )}
      </div>
    </>
  );
}
