'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath, type StartedRun } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import type { DeployInput } from '@/lib/deployment/deploy-input';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { deploy, restart } from '../actions';

type DeployButtonsProps = {
  projectId: string;
  /** Why neither can be done now. */
  reason: string | undefined;
  /** Why nothing can be sent now, although the app could be restarted. */
  deployReason: string | undefined;
  /** Nothing would be sent. */
  unchanged: boolean;
  input: DeployInput;
  /** The way to restart; as Slipway sees fit, if none is named. */
  way: RestartWay | undefined;
};

export function DeployButtons(props: DeployButtonsProps) {
  const { projectId, reason, deployReason, unchanged, input, way } = props;
  const t = useTranslations('deploy');
  const router = useRouter();
  const reasonId = useId();
  const watch = (started: StartedRun) => router.push(runPath(projectId, started));
  const deploying = useAction(deploy, watch);
  const restarting = useAction(restart, watch);
  const busy = deploying.pending || restarting.pending;
  const error = deploying.error ?? restarting.error;
  const said = reason ?? deployReason;
  return (
    <div className="flex flex-col gap-1.5 sm:items-end">
      <div className="flex gap-2">
        <Button
          aria-describedby={reason ? reasonId : undefined}
          disabled={reason !== undefined || busy}
          pending={restarting.pending}
          onClick={() => restarting.run(projectId, { way })}
        >
          {t('restart')}
        </Button>
        <Button
          variant="primary"
          aria-describedby={said ? reasonId : undefined}
          disabled={said !== undefined || busy}
          pending={deploying.pending}
          onClick={() => deploying.run(projectId, input)}
        >
          {t(unchanged ? 'deployAnyway' : 'deploy')}
        </Button>
      </div>
      {said && (
        <p id={reasonId} className="text-xs text-ink-soft">
          {said}
        </p>
      )}
      {error && <ErrorMessage error={error} />}
    </div>
  );
}
