'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { resourceStateTones } from '@/app/_components/resource-state-tone';
import { ResourceTime } from '@/app/_components/resource-time';
import { runningSince } from '@/app/_components/running-since';
import { Badge } from '@/app/_ui/badge';
import { formatDuration } from '@/app/_ui/duration';
import { useNow } from '@/app/_ui/use-now';
import { resourceTypeKey } from '@/lib/runs/resource-type';
import type { ResourceView } from '@/lib/runs/view';
import { ResourceFailure } from './resource-failure';

/** How many times its usual time a resource may take before it is worth a word. */
const LONG_FACTOR = 2;

type ResourceRowProps = {
  resource: ResourceView;
  /** The run takes resources down. */
  deletes: boolean;
  /** ISO 8601; not set while the run goes on. */
  finishedAt: string | undefined;
  /** What a resource of this type took in earlier runs, in milliseconds; absent when there were none. */
  usualMs: number | undefined;
  portalUrl: string | null;
};

export function ResourceRow({ resource, deletes, finishedAt, usualMs, portalUrl }: ResourceRowProps) {
  const t = useTranslations('run.resources');
  const types = useTranslations('resourceTypes');
  const key = resourceTypeKey(resource.resourceType);
  return (
    <li className="px-4 py-2">
      <div className="grid min-h-7 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[13rem_minmax(0,1fr)_auto_4rem]">
        <span className="truncate" title={resource.resourceType}>
          {key ? types(key) : resource.resourceType}
        </span>
        <span className="order-last col-span-2 flex min-w-0 items-center gap-1 text-ink-soft sm:order-none sm:col-span-1">
          <Copyable text={resource.name} />
          {portalUrl && (
            <a
              href={portalUrl}
              target="_blank"
              rel="noreferrer"
              aria-label={t('portal', { name: resource.name })}
              title={t('portal', { name: resource.name })}
              className="rounded p-1 hover:text-ink"
            >
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          )}
        </span>
        <Badge tone={resourceStateTones[resource.state]} pulse={resource.state === 'running'}>
          {t(`${deletes ? 'deletion' : 'state'}.${resource.state}`)}
        </Badge>
        <span className="hidden text-right text-xs text-ink-soft sm:inline">
          <ResourceTime resource={resource} until={finishedAt} />
        </span>
      </div>
      {resource.state === 'running' && !finishedAt && !deletes && (
        <Comparison resource={resource} usualMs={usualMs} />
      )}
      {resource.error && <ResourceFailure error={resource.error} />}
    </li>
  );
}

function Comparison({ resource, usualMs }: Pick<ResourceRowProps, 'resource' | 'usualMs'>) {
  const t = useTranslations('run.resources');
  const now = useNow();
  if (usualMs === undefined) return <p className="text-xs text-ink-soft">{t('firstTime')}</p>;
  const elapsedMs = now === undefined ? 0 : now - Date.parse(runningSince(resource));
  const words = elapsedMs > LONG_FACTOR * usualMs ? 'long' : 'usual';
  return <p className="text-xs text-ink-soft">{t(words, { usual: formatDuration(usualMs) })}</p>;
}
