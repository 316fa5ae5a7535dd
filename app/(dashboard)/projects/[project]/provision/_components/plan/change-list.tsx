'use client';

import { useTranslations } from 'next-intl';
import type { ChangeKind } from '@/lib/provisioning/plan/plan';
import { ChangeRow } from './change-row';
import type { PlanView } from './plan-view';

/** In the order of the list; what Azure reports without meaning it is folded away. */
const SHOWN = ['create', 'change', 'reuse', 'unknown'] as const satisfies ChangeKind[];

/** What would become of each resource. */
export function ChangeList({ view, waiting }: { view: PlanView; waiting: boolean }) {
  const t = useTranslations('provision.plan.changes');
  const { changes } = view;
  const of = (kind: ChangeKind) => changes?.list.filter((change) => change.kind === kind) ?? [];
  const noise = of('noise');
  return (
    <section aria-label={t('title')} className="px-4 py-3">
      <h3 className="text-xs font-semibold">{t('title')}</h3>
      {changes && changes.list.length > 0 && of('reuse').length + noise.length === changes.list.length && (
        <p className="text-good">{t('nothing')}</p>
      )}
      {!changes && <p className="text-ink-soft">{t(waiting ? 'waiting' : 'unknown')}</p>}
      {SHOWN.map((kind) => {
        const list = of(kind);
        if (list.length === 0) return null;
        return (
          <div key={kind} className="mt-2">
            <h4 className="text-xs text-ink-soft">{t(`kind.${kind}`, { count: list.length })}</h4>
            <ul>
              {list.map((change) => (
                <ChangeRow key={change.id} change={change} />
              ))}
            </ul>
          </div>
        );
      })}
      {noise.length > 0 && (
        <details className="mt-2">
          <summary className="text-xs text-ink-soft">{t('kind.noise', { count: noise.length })}</summary>
          <p className="text-xs text-ink-soft">{t('noise')}</p>
          <ul>
            {noise.map((change) => (
              <ChangeRow key={change.id} change={change} />
            ))}
          </ul>
        </details>
      )}
      {changes && changes.untouched > 0 && (
        <p className="mt-2 text-xs text-ink-soft">{t('untouched', { count: changes.untouched })}</p>
      )}
    </section>
  );
}
