import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNotFound } from '@/app/_server/load-project';
import { loadSharedRun } from '@/app/_server/load-shared-run';
import { statusLabels } from './_components/status-labels';
import { StatusScreen } from './_components/status-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('status');
  return { title: t('title'), robots: { index: false, follow: false } };
}

/** The public page of one run: no session, no navigation, nothing that could be changed. */
export default async function StatusPage({ params }: PageProps<'/status/[token]'>) {
  const { token } = await params;
  const run = await orNotFound(() => loadSharedRun(token));
  return <StatusScreen token={token} initial={run} labels={await statusLabels(run)} />;
}
