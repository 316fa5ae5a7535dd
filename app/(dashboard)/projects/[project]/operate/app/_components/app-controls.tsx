'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath, type StartedRun } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Panel } from '@/app/_ui/panel';
import type { AppView } from '@/lib/deployment/operate/read-app';
import { type AppAction, judgeAction } from '@/lib/deployment/operate/rules';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';
import { scale, start, stop, wake } from '../actions';
import { ControlRow } from './control-row';
import { ScaleDialog } from './scale-dialog';
import { StopDialog } from './stop-dialog';

type AppControlsProps = {
  projectId: string;
  app: AppView;
  cost: ReplicaCost | null | undefined;
  /** Why nothing can be done at all now. */
  blocked: string | undefined;
};

/** What can be done to the app; what cannot be done now says why. */
export function AppControls({ projectId, app, cost, blocked }: AppControlsProps) {
  const t = useTranslations('operate.app');
  const router = useRouter();
  const [asking, setAsking] = useState<'stop' | 'scale'>();
  const watch = (started: StartedRun) => router.push(runPath(projectId, started));
  const starting = useAction(start, watch);
  const stopping = useAction(stop, watch);
  const waking = useAction(wake, watch);
  const scaling = useAction(scale, watch);
  const reasonOf = (action: AppAction) => {
    const verdict = judgeAction(action, app);
    return blocked ?? (verdict.allowed ? undefined : `${verdict.message} ${verdict.action}`);
  };
  const row = (action: 'start' | 'stop' | 'wake' | 'scale') => ({
    name: t(`controls.${action}.name`),
    text: t(`controls.${action}.text`),
    go: t(`controls.${action}.go`),
    reason: reasonOf(action),
  });
  const close = () => setAsking(undefined);
  return (
    <Panel title={t('controls.title')} flush>
      <ul className="divide-y divide-line">
        <ControlRow
          {...row('start')}
          variant={app.state === 'stopped' ? 'primary' : 'secondary'}
          pending={starting.pending}
          onPress={() => starting.run(projectId)}
        >
          {starting.error && <ErrorMessage error={starting.error} />}
        </ControlRow>
        <ControlRow {...row('stop')} variant="danger" onPress={() => setAsking('stop')} />
        <ControlRow {...row('scale')} onPress={() => setAsking('scale')} />
        <ControlRow
          {...row('wake')}
          variant={app.state === 'scaled-to-zero' ? 'primary' : 'secondary'}
          pending={waking.pending}
          onPress={() => waking.run(projectId)}
        >
          {waking.error && <ErrorMessage error={waking.error} />}
        </ControlRow>
      </ul>
      <StopDialog
        open={asking === 'stop'}
        replicas={app.replicas.total}
        cost={cost}
        pending={stopping.pending}
        error={stopping.error}
        onClose={close}
        onConfirm={() => stopping.run(projectId)}
      />
      <ScaleDialog
        open={asking === 'scale'}
        now={app.scale}
        cost={cost}
        pending={scaling.pending}
        error={scaling.error}
        onClose={close}
        onConfirm={(asked) => scaling.run(projectId, asked)}
      />
    </Panel>
  );
}
