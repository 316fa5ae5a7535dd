'use client';

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { askJson } from '@/app/_components/fetch-json';
import { useSettled } from '@/app/_components/use-settled';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { ExportedDeployment } from '@/lib/provisioning/by-hand/export-deployment';
import type { Target } from './target';

export type PlanRequest = { target: Target; parameters: ProvisionParameters };

/** The parameters file and the command for what the form holds. */
export function useExport(
  projectId: string,
  { target, parameters }: PlanRequest,
): UseQueryResult<ExportedDeployment> {
  const body = useSettled(JSON.stringify({ ...target, parameters }));
  return useQuery({
    queryKey: ['export', projectId, body],
    queryFn: ({ signal }) =>
      askJson<ExportedDeployment>(`/api/v1/projects/${projectId}/export`, JSON.parse(body), signal),
    placeholderData: keepPreviousData,
    // What the group holds changes outside of this page too.
    staleTime: 0,
  });
}
