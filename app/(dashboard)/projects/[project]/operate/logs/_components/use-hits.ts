'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, fetchJson } from '@/app/_components/fetch-json';
import type { LogHits } from '@/lib/deployment/logs/find-hits';
import { filterQuery, type LogFilter } from '@/lib/deployment/logs/log-filter';

/** What is written meanwhile is found, too. */
const SEARCH_AGAIN_MS = 5_000;

export type Hits = {
  /** The newest first. */
  seqs: readonly number[];
  complete: boolean;
  /** How many steps from the newest; undefined until one has been gone to. */
  place: number | undefined;
  searching: boolean;
  error: ApiError | undefined;
  /** The hit after that many older ones, or newer ones below zero; undefined if there is none. */
  step(older: number): number | undefined;
};

/** Where the text of the filter stands in the log. */
export function useHits(projectId: string, filter: LogFilter): Hits {
  const query = filterQuery(filter).toString();
  const [seq, setSeq] = useState<number>();
  const { data, error, isFetching } = useQuery({
    queryKey: ['log-hits', projectId, query],
    queryFn: ({ signal }) => fetchJson<LogHits>(`/api/v1/projects/${projectId}/logs/hits?${query}`, signal),
    enabled: filter.q !== undefined,
    refetchInterval: SEARCH_AGAIN_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const seqs = filter.q === undefined || error ? [] : (data?.seqs ?? []);
  const found = seq === undefined ? -1 : seqs.indexOf(seq);
  const place = found < 0 ? undefined : found;
  return {
    seqs,
    complete: data?.complete ?? true,
    place,
    searching: isFetching && data === undefined,
    error: error instanceof ApiError ? error : undefined,
    step(older) {
      const next = place === undefined ? 0 : (place + older + seqs.length) % Math.max(1, seqs.length);
      setSeq(seqs[next]);
      return seqs[next];
    },
  };
}
