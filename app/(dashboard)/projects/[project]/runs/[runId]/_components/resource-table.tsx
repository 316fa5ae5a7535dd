'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { resourceStateTones } from '@/app/_components/resource-state-tone';
import { resourceTypeKey } from '@/app/_components/resource-type';
import { Badge } from '@/app/_ui/badge';
import { formatDuration } from '@/app/_ui/duration';
import { Panel } from '@/app/_ui/panel';
import type { ResourceView } from '@/lib/runs/view';

export function ResourceTable({ resources }: { resources: ResourceView[] }) {
  const t = useTranslations('run.resources');
  return (
    <Panel title={t('title')} flush>
      {resources.length === 0 && <p className="px-4 py-3 text-xs text-ink-soft">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {resources.map((resource) => (
          <ResourceRow key={resource.id} resource={resource} />
        ))}
      </ul>
    </Panel>
  );
}

function ResourceRow({ resource }: { resource: ResourceView }) {
  const t = useTranslations('run.resources');
  const types = useTranslations('resourceTypes');
  const key = resourceTypeKey(resource.resourceType);
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-center justify-between gap-2">
        <span className="truncate" title={resource.resourceType}>
          {key ? types(key) : resource.resourceType}
        </span>
        <Badge tone={resourceStateTones[resource.state]} pulse={resource.state === 'running'}>
          {t(`state.${resource.state}`)}
        </Badge>
      </div>
      <div className="flex items-center justify-between gap-2 text-xs text-ink-soft">
        <Copyable text={resource.name} />
        <span className="tabular-nums">{formatDuration(resource.elapsedMs)}</span>
      </div>
      {resource.error && (
        <p className="mt-1 text-xs text-bad break-words">
          {resource.error.message} {resource.error.action}{' '}
          <code className="font-mono">{resource.error.code}</code>
        </p>
      )}
    </li>
  );
}
