'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/app/_components/fetch-json';
import type { ReplicasNow } from '@/lib/deployment/replicas/read-replicas';

/** Each look asks Azure several things. */
const POLL_WHILE_MOVING_MS = 3_000;
const POLL_AT_REST_MS = 20_000;

/** The replicas that there are now, asked often while one of them comes up. */
export function useReplicas(projectId: string): UseQueryResult<ReplicasNow> {
  return useQuery({
    queryKey: ['replicas', projectId],
    queryFn: ({ signal }) => fetchJson<ReplicasNow>(`/api/v1/projects/${projectId}/replicas`, signal),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data && isAtRest(data) ? POLL_AT_REST_MS : POLL_WHILE_MOVING_MS,
  });
}

function isAtRest({ stopped, replicas }: ReplicasNow): boolean {
  if (stopped && replicas.length === 0) return true;
  return (
    replicas.length > 0 && replicas.every(({ attempts }) => attempts.at(-1)?.stages.at(-1)?.state === 'done')
  );
}
