'use client';

import { formatDuration } from '@/app/_ui/duration';
import { Elapsed } from '@/app/_ui/elapsed';
import type { PublicResource } from '@/lib/runs/public-view';
import { runningSince } from './running-since';

type ResourceTimeProps = {
  resource: Pick<PublicResource, 'state' | 'elapsedMs' | 'changedAt'>;
  /** ISO 8601: when the run ended; its clocks stand still from then on. */
  until: string | undefined;
};

/** How long a resource has taken; the clock runs while the resource does. */
export function ResourceTime({ resource, until }: ResourceTimeProps) {
  if (resource.state === 'running') return <Elapsed since={runningSince(resource)} until={until} />;
  return <span className="tabular-nums">{formatDuration(resource.elapsedMs)}</span>;
}
