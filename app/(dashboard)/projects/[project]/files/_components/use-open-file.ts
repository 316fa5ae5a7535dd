import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, useEffect } from 'react';
import { ApiError } from '@/app/_components/fetch-json';
import type { ProjectFile } from '@/lib/config/files/read-file';
import type { BufferChange } from './buffers';
import { readFile } from './file-requests';

const LOOK_AGAIN_AFTER_MS = 5_000;

const keyOf = (projectId: string, path: string | null) => ['file', projectId, path] as const;

/**
 * The file that is shown, read again now and then and whenever the window gets the focus, so that a change on disk is noticed.
 * What was read goes into the buffers. `paused` while it is being written, when what is read may be older than what is known.
 */
export function useOpenFile(
  projectId: string,
  path: string | null,
  paused: boolean,
  change: Dispatch<BufferChange>,
) {
  const client = useQueryClient();
  const queryKey = keyOf(projectId, path);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      readFile(projectId, path ?? '', client.getQueryData<ProjectFile>(queryKey), signal),
    enabled: path !== null && !paused,
    refetchInterval: LOOK_AGAIN_AFTER_MS,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    retry: false,
  });

  useEffect(() => {
    if (path === null || paused) return;
    if (data?.path === path && data.kind === 'text') {
      change({ kind: 'read', path, file: { text: data.text, version: data.version } });
    }
  }, [data, path, paused, change]);

  const gone = error instanceof ApiError && error.info.code === 'file_missing';
  useEffect(() => {
    if (path !== null && gone) change({ kind: 'found-gone', path });
  }, [gone, path, change]);

  return { file: gone ? undefined : data, error, refetch };
}

/** Stops the reading of a file that is about to be changed, and tells what it is afterwards (null: gone). */
export function useKnownFiles(projectId: string) {
  const client = useQueryClient();
  return {
    hold: (path: string) => client.cancelQueries({ queryKey: keyOf(projectId, path) }),
    know: (path: string, text: string, version: string) => {
      const size = new TextEncoder().encode(text).length;
      const file: ProjectFile = { path, kind: 'text', text, version, size };
      client.setQueryData(keyOf(projectId, path), file);
    },
    forget: (path: string) => client.removeQueries({ queryKey: keyOf(projectId, path) }),
    listAnew: () => client.invalidateQueries({ queryKey: ['files', projectId] }),
  };
}
