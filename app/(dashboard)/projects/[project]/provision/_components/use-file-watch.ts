'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { readProblem } from '@/app/_components/fetch-json';
import type { ErrorInfo } from '@/lib/core/errors';

const LOOK_AGAIN_AFTER_MS = 5_000;

type Found = { version: string | undefined; error?: ErrorInfo };

/**
 * Looks now and then, and whenever the window gets the focus, whether the file on disk is still the version that the page knows;
 * if not, the page reads it anew. Answers why the file cannot be read at present: then the page keeps what it has.
 */
export function useFileWatch(projectId: string, version: string): ErrorInfo | undefined {
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ['parameters-version', projectId],
    queryFn: ({ signal }) => findVersion(projectId, signal),
    refetchInterval: LOOK_AGAIN_AFTER_MS,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    gcTime: 0,
  });
  const found = data?.version;
  useEffect(() => {
    if (found && found !== version) router.refresh();
  }, [found, version, router]);
  return data?.error;
}

async function findVersion(projectId: string, signal: AbortSignal): Promise<Found> {
  const response = await fetch(`/api/v1/projects/${projectId}/parameters`, { signal, cache: 'no-store' });
  if (!response.ok) return { version: undefined, error: await readProblem(response) };
  return { version: response.headers.get('etag')?.replaceAll('"', '') };
}
