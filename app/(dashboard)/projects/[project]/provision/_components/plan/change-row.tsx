'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { cx } from '@/app/_ui/cx';
import type { ChangeKind, PlannedChange, PropertyChange } from '@/lib/provisioning/plan/plan';
import { resourceTypeKey } from '@/lib/runs/resource-type';

const MARKS = { create: '+', change: '~', reuse: '=', noise: '≈', unknown: '?' } as const satisfies Record<
  ChangeKind,
  string
>;
const COLOURS = {
  create: 'text-good',
  change: 'text-warn',
  reuse: 'text-ink-soft',
  noise: 'text-ink-soft',
  unknown: 'text-warn',
} as const satisfies Record<ChangeKind, string>;

/** One resource; its properties that would be others are shown on demand. */
export function ChangeRow({ change }: { change: PlannedChange }) {
  const t = useTranslations('provision.plan.changes');
  const types = useTranslations('resourceTypes');
  const key = resourceTypeKey(change.resourceType);
  return (
    <li>
      <div className="grid grid-cols-[0.75rem_minmax(0,1fr)] items-baseline gap-x-2">
        <span aria-hidden className={cx('font-mono', COLOURS[change.kind])}>
          {MARKS[change.kind]}
        </span>
        <div className="flex min-w-0 flex-wrap items-center gap-x-2">
          <span title={change.resourceType}>{key ? types(key) : change.resourceType}</span>
          <span className="min-w-0 text-ink-soft">
            <Copyable text={change.name} />
          </span>
        </div>
      </div>
      {change.properties.length > 0 && change.kind !== 'create' && (
        <details className="ml-5 text-xs">
          <summary className="text-ink-soft">{t('properties', { count: change.properties.length })}</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {change.properties.map((property) => (
              <PropertyRow key={`${property.kind} ${property.path}`} property={property} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function PropertyRow({ property }: { property: PropertyChange }) {
  const t = useTranslations('provision.plan.changes');
  const { path, kind, before, after, noise } = property;
  return (
    <li className={cx('font-mono break-all', noise && 'text-ink-soft')}>
      <span>{path}</span>{' '}
      <span className="text-ink-soft">
        {kind === 'added' && t('added', { after: valueText(after) })}
        {kind === 'removed' && t('removed', { before: valueText(before) })}
        {kind === 'changed' && t('changed', { before: valueText(before), after: valueText(after) })}
      </span>
    </li>
  );
}

function valueText(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
