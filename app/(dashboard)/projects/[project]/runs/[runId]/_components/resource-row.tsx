'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { resourceStateTones } from '@/app/_components/resource-state-tone';
import { ResourceTime } from '@/app/_components/resource-time';
import { runningSince } from '@/app/_components/running-since';
import { shownResourceState } from '@/app/_components/shown-state';
import { Badge } from '@/app/_ui/badge';
import { buttonClass } from '@/app/_ui/button-class';
import { formatDuration } from '@/app/_ui/duration';
import { useNow } from '@/app/_ui/use-now';
import type { ErrorInfo } from '@/lib/core/errors';
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
  /** What the run ended with; it stands in full above the rows. */
  runError: ErrorInfo | undefined;
};

export function ResourceRow(props: ResourceRowProps) {
  const { resource, deletes, finishedAt, usualMs, portalUrl, runError } = props;
  const t = useTranslations('run.resources');
  const types = useTranslations('resourceTypes');
  const key = resourceTypeKey(resource.resourceType);
  const going = resource.state === 'running' && !finishedAt;
  return (
    <li className="px-4 py-1.5">
      <div className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[12.5rem_minmax(0,1fr)_auto_5.5rem]">
        <span className="truncate" title={resource.resourceType}>
          {key ? types(key) : resource.resourceType}
        </span>
        <span className="flex min-w-0 items-center gap-1 text-ink-soft max-sm:order-3">
          <Copyable text={resource.name} />
          {portalUrl && (
            <a
              href={portalUrl}
              target="_blank"
              rel="noreferrer"
              aria-label={t('portal', { name: resource.name })}
              title={t('portal', { name: resource.name })}
              className={buttonClass('ghost', undefined, 'icon')}
            >
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          )}
        </span>
        <StateBadge resource={resource} deletes={deletes} ended={finishedAt !== undefined} />
        {/* Two short lines in the height of one row, so that nothing moves when the second comes or goes. */}
        <span className="text-right text-xs leading-4 text-ink-soft max-sm:order-4">
          {resource.state !== 'waiting' && <ResourceTime resource={resource} until={finishedAt} />}
          {going && !deletes && usualMs !== undefined && (
            <span className="block whitespace-nowrap">{t('usual', { usual: formatDuration(usualMs) })}</span>
          )}
        </span>
      </div>
      {going && !deletes && usualMs !== undefined && <LateWord resource={resource} usualMs={usualMs} />}
      {resource.error && (
        <ResourceFailure error={resource.error} told={runError?.message === resource.error.message} />
      )}
    </li>
  );
}

type StateBadgeProps = { resource: ResourceView; deletes: boolean; ended: boolean };

/** The state in a word. */
function StateBadge({ resource, deletes, ended }: StateBadgeProps) {
  const t = useTranslations('run.resources');
  const state = shownResourceState(resource.state, ended);
  return (
    <Badge tone={resourceStateTones[state]} pulse={state === 'running'}>
      {t(`${deletes ? 'deletion' : 'state'}.${state}`)}
    </Badge>
  );
}

function LateWord({ resource, usualMs }: { resource: ResourceView; usualMs: number }) {
  const t = useTranslations('run.resources');
  const now = useNow();
  const elapsedMs = now === undefined ? 0 : now - Date.parse(runningSince(resource));
  return elapsedMs > LONG_FACTOR * usualMs && <p className="pb-1 text-xs text-warn">{t('long')}</p>;
}
