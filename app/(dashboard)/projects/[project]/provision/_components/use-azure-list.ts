'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/app/_components/fetch-json';

/** A list under `api/v1/azure`; it waits while a key that it needs is not known yet, and while it is not `enabled`. */
export function useAzureList<T>(
  name: 'tenants' | 'subscriptions' | 'resource-groups' | 'locations' | 'resources',
  keys: Record<string, string | undefined> = {},
  { enabled = true }: { enabled?: boolean } = {},
): UseQueryResult<T[]> {
  const known = Object.entries(keys).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return useQuery({
    queryKey: ['azure', name, keys],
    queryFn: ({ signal }) => fetchJson<T[]>(`/api/v1/azure/${name}?${new URLSearchParams(known)}`, signal),
    enabled: enabled && known.length === Object.keys(keys).length,
  });
}
