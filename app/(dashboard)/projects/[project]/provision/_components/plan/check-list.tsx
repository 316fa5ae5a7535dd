'use client';

import { Check as CheckMark, Circle, Minus, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/app/_ui/cx';
import { Spinner } from '@/app/_ui/spinner';
import type { Check } from '@/lib/provisioning/plan/plan';
import { CheckFixes } from './check-fixes';
import type { FixTools } from './fix-tools';
import { type BoardRow, boardOf, type PlanView } from './plan-view';

type CheckListProps = { view: PlanView; waiting: boolean; tools: FixTools };

/** The preflight board: every check from the start, each with its answer as soon as there is one. */
export function CheckList({ view, waiting, tools }: CheckListProps) {
  const t = useTranslations('provision.plan');
  return (
    <section aria-label={t('checks')}>
      <ul className="divide-y divide-line">
        {boardOf(view).map((row) => (
          <CheckRow key={row.id} row={row} waiting={waiting} tools={tools} />
        ))}
      </ul>
    </section>
  );
}

function CheckRow({
  row: { id, check },
  waiting,
  tools,
}: {
  row: BoardRow;
  waiting: boolean;
  tools: FixTools;
}) {
  const t = useTranslations('provision.plan');
  const state = check?.state ?? (waiting ? 'waiting' : 'unknown');
  return (
    <li
      data-check={id}
      className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 px-4 py-2 sm:grid-cols-[1rem_9.5rem_minmax(0,1fr)]"
    >
      <span className="pt-0.5" title={t(`state.${state}`)}>
        <CheckIcon state={check?.state} waiting={waiting} />
        <span className="sr-only">{t(`state.${state}`)}</span>
      </span>
      <span className="font-medium">{t(`check.${id}`)}</span>
      <div className="col-start-2 min-w-0 break-words sm:col-start-3">
        <p
          className={cx(
            (!check || state === 'passed' || state === 'skipped') && 'text-ink-soft',
            'max-sm:text-xs',
          )}
        >
          {check?.message ?? t(`state.${state}`)}
        </p>
        {check?.action && <p className="text-xs text-ink-soft">{check.action}</p>}
        {check?.fixes && check.fixes.length > 0 && <CheckFixes fixes={check.fixes} tools={tools} />}
      </div>
    </li>
  );
}

function CheckIcon({ state, waiting }: { state: Check['state'] | undefined; waiting: boolean }) {
  switch (state) {
    case 'passed':
      return <CheckMark aria-hidden className="size-4 text-good" />;
    case 'warning':
      return <TriangleAlert aria-hidden className="size-4 text-warn" />;
    case 'failed':
      return <X aria-hidden className="size-4 text-bad" />;
    case 'skipped':
      return <Minus aria-hidden className="size-4 text-ink-soft" />;
    case undefined:
      return waiting ? (
        <span className="inline-grid size-4 place-items-center text-accent">
          <Spinner />
        </span>
      ) : (
        <Circle aria-hidden className="size-4 p-0.5 text-line-strong" />
      );
  }
}
