'use client';

import { resourceStateTones } from '@/app/_components/resource-state-tone';
import { Badge } from '@/app/_ui/badge';
import { formatDuration } from '@/app/_ui/duration';
import { Panel } from '@/app/_ui/panel';
import type { PublicResource } from '@/lib/runs/public-view';
import type { StatusLabels } from './status-labels';

export function PublicResources({
  resources,
  labels,
}: {
  resources: PublicResource[];
  labels: StatusLabels;
}) {
  return (
    <Panel title={labels.resources} flush>
      <ul className="divide-y divide-line">
        {resources.map((resource, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows only ever join at the end, and have no public id.
          <li key={index} className="flex items-center gap-3 px-4 py-2">
            <span className="min-w-0 flex-1 truncate">{labels.resourceType[resource.type]}</span>
            <span className="text-xs text-ink-soft tabular-nums">{formatDuration(resource.elapsedMs)}</span>
            <Badge tone={resourceStateTones[resource.state]} pulse={resource.state === 'running'}>
              {labels.resourceState[resource.state]}
            </Badge>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
