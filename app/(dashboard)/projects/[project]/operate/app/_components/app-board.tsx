'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { ApiError } from '@/app/_components/fetch-json';
import { Button } from '@/app/_ui/button';
import { Skeleton } from '@/app/_ui/skeleton';
import { AppControls } from './app-controls';
import { AppFacts } from './app-facts';
import { RestartPanel } from './restart-panel';
import { useApp, useReplicaCost } from './use-app';

/** The app as it is now, and all that can be done to it. `blocked` is why nothing can be done at all. */
export function AppBoard({ projectId, blocked }: { projectId: string; blocked: string | undefined }) {
  const t = useTranslations('operate.app');
  const { data: app, error, refetch } = useApp(projectId);
  const cost = useReplicaCost(projectId);
  const again = <Button onClick={() => refetch()}>{t('again')}</Button>;
  const told = error instanceof ApiError && <ErrorMessage error={error.info} actions={again} />;
  if (!app) return told || <Skeleton className="h-96" />;
  return (
    <>
      {told}
      {told && <p className="text-xs text-ink-soft">{t('stale')}</p>}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <AppFacts app={app} cost={cost} />
        <AppControls projectId={projectId} app={app} cost={cost} blocked={blocked} />
      </div>
      <RestartPanel projectId={projectId} blocked={blocked} />
    </>
  );
}
