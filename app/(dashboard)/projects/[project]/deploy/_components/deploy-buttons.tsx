'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath, type StartedRun } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { deploy, restart } from '../actions';

/** `reason` is why neither can be done now. */
export function DeployButtons({ projectId, reason }: { projectId: string; reason: string | undefined }) {
  const t = useTranslations('deploy');
  const router = useRouter();
  const reasonId = useId();
  const watch = (started: StartedRun) => router.push(runPath(projectId, started));
  const deploying = useAction(deploy, watch);
  const restarting = useAction(restart, watch);
  const busy = deploying.pending || restarting.pending;
  const error = deploying.error ?? restarting.error;
  const described = reason ? reasonId : undefined;
  return (
    <div className="flex flex-col gap-1.5 sm:items-end">
      <div className="flex gap-2">
        <Button
          aria-describedby={described}
          disabled={reason !== undefined || busy}
          pending={restarting.pending}
          onClick={() => restarting.run(projectId)}
        >
          {t('restart')}
        </Button>
        <Button
          variant="primary"
          aria-describedby={described}
          disabled={reason !== undefined || busy}
          pending={deploying.pending}
          onClick={() => deploying.run(projectId)}
        >
          {t('deploy')}
        </Button>
      </div>
      {reason && (
        <p id={reasonId} className="text-xs text-ink-soft">
          {reason}
        </p>
      )}
      {error && <ErrorMessage error={error} />}
    </div>
  );
}
