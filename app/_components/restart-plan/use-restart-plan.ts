'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { RestartPlan } from '@/lib/deployment/operate/restart-plan';
import { fetchJson } from '../fetch-json';

const POLL_INTERVAL_MS = 30_000;

/** The ways to restart the project's app, as they are now. */
export function useRestartPlan(projectId: string): UseQueryResult<RestartPlan> {
  return useQuery({
    queryKey: ['restart-plan', projectId],
    queryFn: ({ signal }) => fetchJson<RestartPlan>(`/api/v1/projects/${projectId}/restart-plan`, signal),
    staleTime: 0,
    refetchInterval: POLL_INTERVAL_MS,
  });
}
