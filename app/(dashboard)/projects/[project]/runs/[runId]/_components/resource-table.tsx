'use client';

import { useTranslations } from 'next-intl';
import { Panel } from '@/app/_ui/panel';
import type { ErrorInfo } from '@/lib/core/errors';
import type { UsualTimes } from '@/lib/runs/usual-times';
import type { ResourceView } from '@/lib/runs/view';
import { ResourceRow } from './resource-row';

type ResourceTableProps = {
  resources: ResourceView[];
  /** The run takes the resources down. */
  deletes: boolean;
  /** ISO 8601; not set while the run goes on. */
  finishedAt: string | undefined;
  usualTimes: UsualTimes;
  /** What makes a resource's id the address of its page in the portal; null where there is no portal. */
  portalPrefix: string | null;
  /** What the run ended with. */
  runError: ErrorInfo | undefined;
};

export function ResourceTable({
  resources,
  deletes,
  finishedAt,
  usualTimes,
  portalPrefix,
  runError,
}: ResourceTableProps) {
  const t = useTranslations('run.resources');
  return (
    <Panel title={t('title')} flush>
      {resources.length === 0 && <p className="px-4 py-3 text-xs text-ink-soft">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {resources.map((resource) => (
          <ResourceRow
            key={resource.id}
            resource={resource}
            deletes={deletes}
            finishedAt={finishedAt}
            usualMs={usualTimes[resource.resourceType.toLowerCase()]}
            runError={runError}
            portalUrl={portalPrefix === null ? null : `${portalPrefix}${resource.id}`}
          />
        ))}
      </ul>
    </Panel>
  );
}
