'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Panel } from '@/app/_ui/panel';
import { faultOfSplit, type Share, sumOf } from '@/lib/deployment/revisions/rules';
import { shareOut } from '../actions';
import { WeightField } from './weight-field';

type TrafficPanelProps = {
  projectId: string;
  /** As the app is told now. */
  traffic: Share[];
  latest: string;
  /** The names of the revisions that run. */
  active: string[];
  refusal: 'run-active' | null;
};

/** How the traffic is shared out: a number for each revision that runs, and one for whichever is the latest. */
export function TrafficPanel({ projectId, traffic, latest, active, refusal }: TrafficPanelProps) {
  const t = useTranslations('operate.revisions');
  const sumId = useId();
  const [shares, setShares] = useState(() => initialShares(traffic, active));
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const saving = useAction(shareOut, close);
  const fault = faultOfSplit(shares, active);
  const changed = shares.some(({ revision, weight }) => weight !== weightOf(traffic, revision));
  const reason = refusal ?? fault ?? (changed ? null : 'unchanged');
  const labelOf = (revision: string | null) => revision ?? t('traffic.latest', { name: latest });
  return (
    <Panel title={t('traffic.title')} description={t('traffic.description')}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!reason) setAsking(true);
        }}
      >
        {shares.map(({ revision, weight }) => (
          <WeightField
            key={revision ?? ''}
            label={labelOf(revision)}
            weight={weight}
            describedBy={sumId}
            onChange={(changedWeight) =>
              setShares(
                shares.map((share) =>
                  share.revision === revision ? { ...share, weight: changedWeight } : share,
                ),
              )
            }
          />
        ))}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3">
          <p id={sumId} aria-live="polite" className={fault ? 'text-bad' : 'text-ink-soft'}>
            {t('traffic.sum', { sum: sumOf(shares) })}
          </p>
          <div className="ml-auto flex items-center gap-2">
            {reason && <span className="text-xs text-ink-soft">{t(`traffic.reason.${reason}`)}</span>}
            <Button disabled={!changed} onClick={() => setShares(initialShares(traffic, active))}>
              {t('traffic.reset')}
            </Button>
            <Button type="submit" variant="primary" disabled={reason !== null}>
              {t('traffic.save')}
            </Button>
          </div>
        </div>
      </form>
      <Dialog open={asking} title={t('traffic.confirm')} onClose={close}>
        <dl className="divide-y divide-line">
          {shares.map(({ revision, weight }) => (
            <div key={revision ?? ''} className="flex justify-between gap-4 py-1">
              <dt className="min-w-0 font-mono text-xs wrap-anywhere">{labelOf(revision)}</dt>
              <dd className="shrink-0 tabular-nums">
                {t('traffic.change', { before: weightOf(traffic, revision), after: weight })}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-ink-soft">{t('traffic.confirmText')}</p>
        {saving.error && (
          <div className="mt-3">
            <ErrorMessage error={saving.error} />
          </div>
        )}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={close}>{t('traffic.back')}</Button>
          <Button
            variant="primary"
            pending={saving.pending}
            onClick={() => saving.run(projectId, { shares, seen: traffic })}
          >
            {t('traffic.save')}
          </Button>
        </div>
      </Dialog>
    </Panel>
  );
}

/** A row for the latest, whichever it is, and one for each that runs. */
function initialShares(traffic: Share[], active: string[]): Share[] {
  return [null, ...active].map((revision) => ({ revision, weight: weightOf(traffic, revision) }));
}

function weightOf(traffic: Share[], revision: string | null): number {
  return sumOf(traffic.filter((share) => share.revision === revision));
}
