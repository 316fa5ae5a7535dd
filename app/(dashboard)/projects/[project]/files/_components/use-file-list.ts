import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/app/_components/fetch-json';
import type { FileList } from '@/lib/config/files/list-files';

const LOOK_AGAIN_AFTER_MS = 15_000;

/** The files of the project, looked at again now and then. */
export function useFileList(projectId: string, initialData: FileList): FileList {
  const { data } = useQuery({
    queryKey: ['files', projectId],
    queryFn: ({ signal }) => fetchJson<FileList>(`/api/v1/projects/${projectId}/files`, signal),
    initialData,
    refetchInterval: LOOK_AGAIN_AFTER_MS,
    refetchOnWindowFocus: 'always',
  });
  return data;
}
