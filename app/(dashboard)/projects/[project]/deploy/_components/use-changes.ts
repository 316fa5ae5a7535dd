'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError, fetchJson } from '@/app/_components/fetch-json';
import type { ErrorInfo } from '@/lib/core/errors';
import type { DeployChanges } from '@/lib/deployment/sync/changes';

const LOOK_AGAIN_AFTER_MS = 5_000;

export type ShownChanges = {
  changes: DeployChanges | undefined;
  /** Why they could not be read at the last attempt. */
  error: ErrorInfo | undefined;
  reading: boolean;
  /** The project's files are no longer those that were compared. */
  stale: boolean;
  /** Epoch milliseconds; 0 before the first. */
  readAtMs: number;
  readAgain: () => void;
};

type Versioned = { version: string };

/**
 * What a deploy would change, compared once and whenever it is asked for; meanwhile it looks now and then whether the project's
 * files are still the same, which asks nothing of Azure. `state` names what else makes a comparison old, such as the last run.
 */
export function useChanges(projectId: string, state: string): ShownChanges {
  const url = `/api/v1/projects/${projectId}/changes`;
  const compared = useQuery({
    queryKey: ['changes', projectId, state],
    queryFn: ({ signal }) => fetchJson<DeployChanges & Versioned>(url, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const latest = useQuery({
    queryKey: ['changes-version', projectId],
    queryFn: ({ signal }) => fetchJson<Versioned>(`${url}/version`, signal),
    refetchInterval: LOOK_AGAIN_AFTER_MS,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const isNewer = latest.dataUpdatedAt > compared.dataUpdatedAt;
  return {
    changes: compared.data,
    error: compared.error ? problemWith(compared.error) : undefined,
    reading: compared.isFetching,
    stale: isNewer && compared.data !== undefined && latest.data?.version !== compared.data.version,
    readAtMs: compared.dataUpdatedAt,
    readAgain: () => void compared.refetch(),
  };
}

function problemWith(error: Error): ErrorInfo {
  if (error instanceof ApiError) return error.info;
  return {
    code: 'dashboard_unreachable',
    message: 'The dashboard did not answer.',
    action: 'Check that it is running, then compare again.',
  };
}
