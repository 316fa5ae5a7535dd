'use client';

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { askJson } from '@/app/_components/fetch-json';
import { useSettled } from '@/app/_components/use-settled';
import { checkParameters } from '@/lib/config/parameters-schema';
import { type NameFindings, nameParameters } from '@/lib/provisioning/names/name-parameters';
import type { Target } from './target';

/** What a provision would do with each name, asked anew a moment after the last change; never in the way of typing. */
export function useNames(
  projectId: string,
  target: Target | undefined,
  values: Record<string, unknown>,
): UseQueryResult<NameFindings> {
  const question = useSettled(JSON.stringify({ target, parameters: askedOf(values) }));
  // The settled question is a moment behind: it may not know the target yet.
  const enabled = question.startsWith('{"target"');
  return useQuery({
    queryKey: ['names', projectId, question],
    queryFn: ({ signal }) =>
      askJson<NameFindings>(`/api/v1/projects/${projectId}/names`, JSON.parse(question), signal),
    enabled,
    // What was true of another group means nothing where no group is chosen.
    placeholderData: enabled ? keepPreviousData : undefined,
    // What the group holds changes outside of this page too.
    staleTime: 0,
  });
}

/** The values that decide about names, without those that are not valid: their fields say so already. */
function askedOf(values: Record<string, unknown>): Record<string, unknown> {
  const asked = ['location', 'gpuProfile', ...nameParameters];
  const checked = checkParameters(values);
  return Object.fromEntries(
    asked.flatMap((name) =>
      name in values && (checked.ok || !checked.fieldErrors[name]) ? [[name, values[name]]] : [],
    ),
  );
}
