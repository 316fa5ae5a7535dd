'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { askJson } from '@/app/_components/fetch-json';
import { useSettled } from '@/app/_components/use-settled';
import {
  type ConfigDraft,
  type ConfigSuggestions,
  partialDraftSchema,
} from '@/lib/provisioning/manual/config-draft';

/** What is there for each name, asked anew a moment after the last change; nothing while Azure cannot say. */
export function useSuggestions(projectId: string, draft: ConfigDraft): ConfigSuggestions {
  const question = useSettled(JSON.stringify(draft));
  const asked = partialDraftSchema.safeParse(JSON.parse(question));
  const { data } = useQuery({
    queryKey: ['config-suggestions', projectId, question],
    queryFn: ({ signal }) =>
      askJson<ConfigSuggestions>(`/api/v1/projects/${projectId}/config/suggestions`, asked.data, signal),
    enabled: asked.success && asked.data.SUBSCRIPTION_ID !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return data ?? {};
}
