'use client';

import { resourceStateTones } from '@/app/_components/resource-state-tone';
import { ResourceTime } from '@/app/_components/resource-time';
import { shownResourceState } from '@/app/_components/shown-state';
import { Badge } from '@/app/_ui/badge';
import { Panel } from '@/app/_ui/panel';
import type { PublicResource } from '@/lib/runs/public-view';
import type { StatusLabels } from './status-labels';

type PublicResourcesProps = {
  resources: PublicResource[];
  /** ISO 8601; not set while the run goes on. */
  finishedAt: string | undefined;
  labels: StatusLabels;
};

export function PublicResources({ resources, finishedAt, labels }: PublicResourcesProps) {
  return (
    <Panel title={labels.resources} flush>
      <ul className="divide-y divide-line">
        {resources.map((resource, index) => {
          const state = shownResourceState(resource.state, finishedAt !== undefined);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows only ever join at the end, and have no public id.
            <li key={index} className="flex items-center gap-3 px-4 py-2">
              <span className="min-w-0 flex-1 truncate">{labels.resourceType[resource.type]}</span>
              <span className="text-xs text-ink-soft">
                {resource.state !== 'waiting' && <ResourceTime resource={resource} until={finishedAt} />}
              </span>
              <Badge tone={resourceStateTones[state]} pulse={state === 'running'}>
                {labels.resourceState[state]}
              </Badge>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
