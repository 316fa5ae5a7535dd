'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { resourceStateTones } from '@/app/_components/resource-state-tone';
import { ResourceTime } from '@/app/_components/resource-time';
import { Badge } from '@/app/_ui/badge';
import { Panel } from '@/app/_ui/panel';
import { resourceTypeKey } from '@/lib/runs/resource-type';
import type { ResourceView } from '@/lib/runs/view';

type ResourceTableProps = {
  resources: ResourceView[];
  /** ISO 8601; not set while the run goes on. */
  finishedAt: string | undefined;
};

export function ResourceTable({ resources, finishedAt }: ResourceTableProps) {
  const t = useTranslations('run.resources');
  return (
    <Panel title={t('title')} flush>
      {resources.length === 0 && <p className="px-4 py-3 text-xs text-ink-soft">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {resources.map((resource) => (
          <ResourceRow key={resource.id} resource={resource} finishedAt={finishedAt} />
        ))}
      </ul>
    </Panel>
  );
}

type ResourceRowProps = { resource: ResourceView; finishedAt: string | undefined };

function ResourceRow({ resource, finishedAt }: ResourceRowProps) {
  const t = useTranslations('run.resources');
  const types = useTranslations('resourceTypes');
  const key = resourceTypeKey(resource.resourceType);
  return (
    <li className="px-4 py-2">
      <div className="grid min-h-7 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[13rem_minmax(0,1fr)_auto_4rem]">
        <span className="truncate" title={resource.resourceType}>
          {key ? types(key) : resource.resourceType}
        </span>
        <span className="order-last col-span-2 flex min-w-0 text-ink-soft sm:order-none sm:col-span-1">
          <Copyable text={resource.name} />
        </span>
        <Badge tone={resourceStateTones[resource.state]} pulse={resource.state === 'running'}>
          {t(`state.${resource.state}`)}
        </Badge>
        <span className="hidden text-right text-xs text-ink-soft sm:inline">
          <ResourceTime resource={resource} until={finishedAt} />
        </span>
      </div>
      {resource.error && (
        <p className="mt-1 text-xs break-words text-bad">
          {resource.error.message} {resource.error.action}{' '}
          <code className="font-mono">{resource.error.code}</code>
        </p>
      )}
    </li>
  );
}
