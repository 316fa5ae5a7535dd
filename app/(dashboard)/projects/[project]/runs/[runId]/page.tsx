import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { loadProject, orNotFound } from '@/app/_server/load-project';
import { loadRunConfig } from '@/app/_server/load-run-config';
import { loadRunView } from '@/app/_server/load-run-view';
import { portalUrl } from '@/lib/azure/cloud';
import { isTerminal } from '@/lib/runs/status';
import { getRun } from '@/lib/runs/store';
import { readUsualStageTimes, readUsualTimes } from '@/lib/runs/usual-times';
import { RunScreen } from './_components/run-screen';

type Props = PageProps<'/projects/[project]/runs/[runId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const run = await orNotFound(async () => getRun((await params).runId));
  return { title: (await getTranslations('runs'))(`kind.${run.kind}`) };
}

export default async function RunPage({ params, searchParams }: Props) {
  const project = await loadProject(params);
  const run = await orNotFound(async () => getRun((await params).runId));
  if (run.project !== project.id) notFound();
  const view = await loadRunView(run);
  const resourceId = view.result?.resourceId;
  return (
    <RunScreen
      projectId={project.id}
      runId={run.id}
      initial={view}
      joined={(await searchParams).joined !== undefined}
      config={await loadRunConfig(run)}
      portalPrefix={portalUrl('')}
      usualStageTimes={await readUsualStageTimes(project.id, run.id)}
      usualTimes={isTerminal(run.status) ? {} : await readUsualTimes(run.id)}
      portalUrl={resourceId ? portalUrl(resourceId) : null}
    />
  );
}
