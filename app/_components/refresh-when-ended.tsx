'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { isTerminal } from '@/lib/runs/status';
import type { Run } from '@/lib/runs/store';
import { fetchJson } from './fetch-json';

const POLL_INTERVAL_MS = 2_000;

/** Renders the page anew once the run has ended, so that what waited for it can be done. Shows nothing itself. */
export function RefreshWhenEnded({ runId }: { runId: string }) {
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ['run', runId],
    queryFn: ({ signal }) => fetchJson<Pick<Run, 'status'>>(`/api/v1/runs/${runId}`, signal),
    refetchInterval: POLL_INTERVAL_MS,
  });
  const hasEnded = data !== undefined && isTerminal(data.status);
  useEffect(() => {
    if (hasEnded) router.refresh();
  }, [hasEnded, router]);
  return null;
}
