'use client';

import { useTranslations } from 'next-intl';
import { type ShownStepState, shownStepState } from '@/app/_components/shown-state';
import { StepStateIcon } from '@/app/_components/step-state-icon';
import { syncCountsOf } from '@/app/_components/sync-counts';
import { SyncSummary } from '@/app/_components/sync-summary';
import { useStepName } from '@/app/_components/use-step-name';
import { cx } from '@/app/_ui/cx';
import { formatDuration } from '@/app/_ui/duration';
import { Elapsed } from '@/app/_ui/elapsed';
import { Panel } from '@/app/_ui/panel';
import type { RunView, StepView } from '@/lib/runs/view';
import { sentOnly } from './sent-only';
import { StepProgress } from './step-progress';

/** What a deploy leaves out that only sends. */
const APP_STEPS: readonly string[] = ['restart', 'ready'];

export function StepList({ view }: { view: RunView }) {
  const t = useTranslations('run');
  const leftOut = sentOnly(view) ? APP_STEPS : [];
  return (
    <Panel title={t('steps')} flush>
      <ol className="py-1">
        {view.steps.map((step) => (
          <StepRow
            key={step.name}
            kind={view.kind}
            step={step}
            shown={leftOut.includes(step.name) ? 'skipped' : shownStepState(step.state, view.status)}
          />
        ))}
      </ol>
    </Panel>
  );
}

type StepRowProps = { kind: RunView['kind']; step: StepView; shown: ShownStepState };

function StepRow({ kind, step, shown }: StepRowProps) {
  const t = useTranslations('run');
  const state = useTranslations('stepState')(shown);
  const name = useStepName(kind, step.name);
  const sent = step.name === 'sync' ? syncCountsOf(step.result) : undefined;
  const quiet = shown === 'waiting' || shown === 'skipped';
  return (
    <li
      className="flex items-start gap-2.5 px-4 py-2"
      aria-current={step.state === 'running' ? 'step' : undefined}
    >
      <span className="flex h-5 items-center">
        <StepStateIcon state={shown} />
      </span>
      <div className="min-w-0 flex-1">
        <p className={cx('leading-5', quiet && 'text-ink-soft')}>
          {name} <span className="sr-only">({state})</span>
        </p>
        {step.progress && (step.state === 'running' || step.state === 'failed') && (
          <StepProgress progress={step.progress} running={step.state === 'running'} />
        )}
        {sent && (
          <p className="text-xs text-ink-soft">
            <SyncSummary counts={sent} />
          </p>
        )}
      </div>
      {step.startedAt && shown !== 'skipped' && (
        <span className="text-xs leading-5 text-ink-soft">
          <Elapsed since={step.startedAt} until={step.finishedAt} />
          {step.state === 'running' && step.limitMs !== undefined && (
            <> · {t('limit', { limit: formatDuration(step.limitMs) })}</>
          )}
        </span>
      )}
    </li>
  );
}
