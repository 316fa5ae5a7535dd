'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/app/_components/fetch-json';
import type { AppView } from '@/lib/deployment/operate/read-app';
import type { AppState } from '@/lib/deployment/operate/rules';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';

const POLL_WHILE_CHANGING_MS = 2_000;
const POLL_AT_REST_MS = 10_000;
const PRICES_LIFETIME_MS = 60 * 60_000;

const passing: readonly AppState[] = ['changing', 'starting'];

/** How the project's app is, asked more often while that is about to change. */
export function useApp(projectId: string): UseQueryResult<AppView> {
  return useQuery({
    queryKey: ['app', projectId],
    queryFn: ({ signal }) => fetchJson<AppView>(`/api/v1/projects/${projectId}/app`, signal),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data && passing.includes(data.state) ? POLL_WHILE_CHANGING_MS : POLL_AT_REST_MS,
  });
}

/** What a replica of it costs; null where that is not known. */
export function useReplicaCost(projectId: string): ReplicaCost | null | undefined {
  const { data, isError } = useQuery({
    queryKey: ['app-cost', projectId],
    queryFn: ({ signal }) => fetchJson<ReplicaCost | null>(`/api/v1/projects/${projectId}/app/cost`, signal),
    staleTime: PRICES_LIFETIME_MS,
  });
  return isError ? null : data;
}
