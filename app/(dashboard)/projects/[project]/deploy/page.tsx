import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ActiveRun } from '@/app/_components/active-run';
import { EmptyState } from '@/app/_components/empty-state';
import { ErrorMessage } from '@/app/_components/error-message';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { buttonClass } from '@/app/_ui/button-class';
import { PageHeader } from '@/app/_ui/page-header';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { canDeploy } from '@/lib/deployment/operate/rules';
import { isTerminal } from '@/lib/runs/status';
import { listRuns } from '@/lib/runs/store';
import { DeployButtons } from './_components/deploy-buttons';
import { DeployScreen } from './_components/deploy-screen';
import { LastDeploy } from './_components/last-deploy';

/** A last deploy further back than this is not what is on anybody's mind. */
const RUNS_LOOKED_AT = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('deploy'))('title') };
}

export default async function DeployPage({ params }: PageProps<'/projects/[project]/deploy'>) {
  const project = await loadProject(params);
  const t = await getTranslations('deploy');
  const refusal = await getTranslations('refusal');
  const [config, runs] = await Promise.all([
    settle(readInferenceConfig(project)),
    listRuns(project.id, { limit: RUNS_LOOKED_AT }),
  ]);
  const made = config.ok ? config.value : null;
  const active = runs.find(({ status }) => !isTerminal(status));
  const last = runs.find(({ kind, status }) => kind === 'deploy' && isTerminal(status));
  const verdict = canDeploy({ provisioned: made !== null, activeRun: active?.kind ?? null });
  const reason = verdict.allowed ? undefined : refusal(verdict.reason);
  const before = (
    <>
      {active && <ActiveRun projectId={project.id} run={active} />}
      {!config.ok && <ErrorMessage error={config.error} />}
    </>
  );
  if (!made) {
    const nothing = { deployReason: undefined, unchanged: false, input: {}, way: undefined };
    return (
      <>
        <PageHeader
          title={t('title')}
          description={t('description')}
          actions={<DeployButtons projectId={project.id} reason={reason} {...nothing} />}
        />
        <div className="flex flex-col gap-4">
          {before}
          {config.ok && (
            <EmptyState title={t('notProvisioned.title')} text={t('notProvisioned.text')}>
              <Link href={`/projects/${project.id}/provision`} className={buttonClass('primary')}>
                {t('notProvisioned.action')}
              </Link>
            </EmptyState>
          )}
        </div>
      </>
    );
  }
  const [newest] = runs;
  return (
    <DeployScreen
      projectId={project.id}
      reason={reason}
      destination={`${made.STORAGE_ACCOUNT_NAME}/${made.FILE_SHARE_NAME}`}
      state={newest ? `${newest.id} ${newest.status}` : ''}
      before={before}
      after={last && <LastDeploy projectId={project.id} run={last} />}
    />
  );
}
