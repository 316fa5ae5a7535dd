'use client';

import { useTranslations } from 'next-intl';
import { StepStateIcon } from '@/app/_components/step-state-icon';
import { cx } from '@/app/_ui/cx';
import { formatDuration } from '@/app/_ui/duration';
import { Elapsed } from '@/app/_ui/elapsed';
import { useNow } from '@/app/_ui/use-now';
import { stuckCauses, stuckFromMs } from '@/lib/deployment/replicas/stuck';
import { type ReplicaStage, replicaStages, type StageView } from '@/lib/runs/replica-stages';
import type { UsualStageTimes } from '@/lib/runs/usual-times';

/** What is usually over at once is not compared. */
const WORTH_A_WORD_MS = 1_000;

type StageRowsProps = {
  stages: StageView[];
  usualTimes: UsualStageTimes;
  /** ISO 8601: when those who watched stopped; what was going on then is not known to go on. */
  until: string | undefined;
};

/** What one attempt has gone through and what is ahead of it, each stage with its time and its usual one. */
export function StageRows({ stages, usualTimes, until }: StageRowsProps) {
  const last = stages.at(-1)?.stage;
  const reached = last ? replicaStages.indexOf(last) : -1;
  // What an app did not tell of is over, not ahead.
  const ahead = replicaStages.slice(reached + 1);
  return (
    <ol className="py-1">
      {stages.map((stage) => (
        <StageRow key={stage.stage} view={stage} usualMs={usualTimes[stage.stage]} until={until} />
      ))}
      {until === undefined &&
        stages.at(-1)?.state !== 'failed' &&
        ahead.map((stage) => <AheadRow key={stage} stage={stage} usualMs={usualTimes[stage]} />)}
    </ol>
  );
}

type StageRowProps = { view: StageView; usualMs: number | undefined; until: string | undefined };

function StageRow({ view, usualMs, until }: StageRowProps) {
  const t = useTranslations('replicas');
  const stateWord = useTranslations('stepState');
  const left = view.state === 'running' && until !== undefined;
  const shown = left ? 'cancelled' : view.state;
  const end = view.finishedAt ?? until;
  return (
    <li
      className="flex items-start gap-2.5 px-4 py-1.5"
      aria-current={view.state === 'running' && !left ? 'step' : undefined}
    >
      <span className="flex h-5 items-center">
        <StepStateIcon state={shown} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="leading-5">
          {t(`stage.${view.stage}`)} <span className="sr-only">({stateWord(shown)})</span>
        </p>
        {view.said && view.state !== 'done' && (
          <p className={cx('text-xs wrap-anywhere', view.state === 'failed' ? 'text-bad' : 'text-ink-soft')}>
            {view.said}
          </p>
        )}
        {view.state === 'running' && !left && <StuckNote view={view} usualMs={usualMs} />}
      </div>
      <span className="shrink-0 text-right text-xs leading-5 text-ink-soft">
        {view.stage === 'ready' && view.state === 'done' ? (
          <time dateTime={view.startedAt}>{view.startedAt.slice(11, 19)}</time>
        ) : (
          <Elapsed since={view.startedAt} {...(end !== undefined && { until: end })} />
        )}
        <Usual usualMs={view.stage === 'ready' && view.state === 'done' ? undefined : usualMs} />
      </span>
    </li>
  );
}

function AheadRow({ stage, usualMs }: { stage: ReplicaStage; usualMs: number | undefined }) {
  const t = useTranslations('replicas');
  const state = useTranslations('stepState');
  return (
    <li className="flex items-start gap-2.5 px-4 py-1.5 text-ink-soft">
      <span className="flex h-5 items-center">
        <StepStateIcon state="waiting" />
      </span>
      <p className="min-w-0 flex-1 leading-5">
        {t(`stage.${stage}`)} <span className="sr-only">({state('waiting')})</span>
      </p>
      <span className="shrink-0 text-xs leading-5">
        <Usual usualMs={usualMs} alone />
      </span>
    </li>
  );
}

function Usual({ usualMs, alone }: { usualMs: number | undefined; alone?: boolean }) {
  const t = useTranslations('replicas');
  if (usualMs === undefined || usualMs < WORTH_A_WORD_MS) return null;
  const text = t('usual', { usual: formatDuration(usualMs) });
  return <span className="whitespace-nowrap">{alone ? text : <> · {text}</>}</span>;
}

/** Since when nothing has moved, what that is likely to come from, and what can be done; nothing while all is as usual. */
function StuckNote({ view, usualMs }: { view: StageView; usualMs: number | undefined }) {
  const t = useTranslations('replicas.stuck');
  const now = useNow();
  const fromMs = stuckFromMs(view, usualMs);
  if (now === undefined || now < fromMs) return null;
  return (
    <div className="mt-1 rounded-md border border-warn/40 bg-warn-wash px-3 py-2 text-xs">
      <p className="font-medium">
        {t('since')} <Elapsed since={view.startedAt} />
      </p>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-4">
        {stuckCauses[view.stage].map((cause) => (
          <li key={cause}>
            {t(`cause.${cause}.text`)} <span className="text-ink-soft">{t(`cause.${cause}.action`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
