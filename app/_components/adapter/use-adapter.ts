'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/app/_components/fetch-json';
import type { AdapterState } from '@/lib/deployment/replicas/adapter-state';

const POLL_WHILE_CHECKED_MS = 1_500;
const POLL_AT_REST_MS = 30_000;

/** What is known of the adapter, asked often while a run is about to tell more. */
export function useAdapter(projectId: string): UseQueryResult<AdapterState> {
  return useQuery({
    queryKey: ['adapter', projectId],
    queryFn: ({ signal }) => fetchJson<AdapterState>(`/api/v1/projects/${projectId}/adapter`, signal),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'known' && data.checkedBy ? POLL_WHILE_CHECKED_MS : POLL_AT_REST_MS,
  });
}
