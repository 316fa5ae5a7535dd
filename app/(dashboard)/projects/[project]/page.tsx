import { getTranslations } from 'next-intl/server';
import { ActiveRun } from '@/app/_components/active-run';
import { ConfigList } from '@/app/_components/config-list';
import { ErrorMessage } from '@/app/_components/error-message';
import { RunList } from '@/app/_components/run-list';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { PageHeader } from '@/app/_ui/page-header';
import { Panel } from '@/app/_ui/panel';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { isTerminal } from '@/lib/runs/status';
import { listRuns } from '@/lib/runs/store';
import { Journey } from './_components/journey';

const SHOWN_RUNS = 6;

export default async function OverviewPage({ params }: PageProps<'/projects/[project]'>) {
  const project = await loadProject(params);
  const t = await getTranslations('overview');
  const [config, runs] = await Promise.all([
    settle(readInferenceConfig(project)),
    listRuns(project.id, { limit: SHOWN_RUNS }),
  ]);
  const active = runs.find(({ status }) => !isTerminal(status));
  const made = config.ok ? config.value : null;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-4">
        {active && <ActiveRun projectId={project.id} run={active} />}
        {!config.ok && <ErrorMessage error={config.error} />}
        <Journey
          projectId={project.id}
          provisioned={made !== null}
          deployed={runs.find(({ kind }) => kind !== 'provision' && kind !== 'proof')?.status === 'succeeded'}
        />
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Panel title={t('config')}>
            {made ? <ConfigList config={made} /> : <p className="text-ink-soft">{t('noConfig')}</p>}
          </Panel>
          <Panel title={t('runs')} flush>
            {runs.length > 0 ? (
              <RunList projectId={project.id} runs={runs} />
            ) : (
              <p className="p-4 text-ink-soft">{t('noRuns')}</p>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
