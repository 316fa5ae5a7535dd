'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { RestartPlanChoice } from '@/app/_components/restart-plan/restart-plan-choice';
import { useRestartPlan } from '@/app/_components/restart-plan/use-restart-plan';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { restartBy } from '../actions';

/** The ways to restart compared, and one of them taken. `blocked` is why nothing can be done at all now. */
export function RestartPanel({ projectId, blocked }: { projectId: string; blocked: string | undefined }) {
  const t = useTranslations('operate.app.restart');
  const router = useRouter();
  const reasonId = useId();
  const plan = useRestartPlan(projectId);
  const [picked, setPicked] = useState<RestartWay>();
  const restarting = useAction(restartBy, (started) => router.push(runPath(projectId, started)));
  const isLegal = plan.data?.ways.some(({ way, legal }) => way === picked && legal);
  // What was picked may have become impossible since.
  const way = isLegal ? picked : plan.data?.recommended;
  return (
    <Panel title={t('title')} description={t('description')}>
      <RestartPlanChoice
        plan={plan}
        value={way ?? undefined}
        onChange={(chosen) => chosen !== 'none' && setPicked(chosen)}
      />
      {restarting.error && (
        <div className="mt-3">
          <ErrorMessage error={restarting.error} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap items-center justify-end gap-3">
        {blocked && (
          <p id={reasonId} className="text-xs text-ink-soft">
            {blocked}
          </p>
        )}
        <Button
          variant="primary"
          aria-describedby={blocked ? reasonId : undefined}
          pending={restarting.pending}
          disabled={blocked !== undefined || !way}
          onClick={() => way && restarting.run(projectId, way)}
        >
          {t('go')}
        </Button>
      </div>
    </Panel>
  );
}
