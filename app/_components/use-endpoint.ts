'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { getEndpointState } from '@/lib/deployment/endpoint';
import { fetchJson } from './fetch-json';

export type EndpointState = Awaited<ReturnType<typeof getEndpointState>>;

const POLL_WHILE_WAITING_MS = 2_500;
const POLL_AT_REST_MS = 30_000;

/** The states that stay until somebody changes them. */
const atRest: readonly EndpointState['state'][] = ['ready', 'not-provisioned', 'stopped', 'scaled-to-zero'];

/** What the endpoint says of itself, asked often while it is to become ready, else now and then. */
export function useEndpoint(projectId: string): UseQueryResult<EndpointState> {
  return useQuery({
    queryKey: ['endpoint', projectId],
    queryFn: ({ signal }) => fetchJson<EndpointState>(`/api/v1/projects/${projectId}/endpoint`, signal),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data && atRest.includes(data.state) ? POLL_AT_REST_MS : POLL_WHILE_WAITING_MS,
  });
}
