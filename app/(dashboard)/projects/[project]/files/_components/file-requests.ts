import { ApiError, fetchJson, readProblem } from '@/app/_components/fetch-json';
import type { ProjectFile } from '@/lib/config/files/read-file';

const NOT_MODIFIED = 304;

const addressOf = (projectId: string, path: string) =>
  `/api/v1/projects/${projectId}/files/content?${new URLSearchParams({ path })}`;

/** Reads a file; `known`, if that is what it still is. Throws `ApiError`. */
export async function readFile(
  projectId: string,
  path: string,
  known: ProjectFile | undefined,
  signal: AbortSignal,
): Promise<ProjectFile> {
  if (!known) return fetchJson<ProjectFile>(addressOf(projectId, path), signal);
  const headers = { accept: 'application/json', 'if-none-match': `"${known.version}"` };
  const response = await fetch(addressOf(projectId, path), { signal, headers });
  if (response.status === NOT_MODIFIED) return known;
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response.json();
}

/** Writes a file over a version, or makes one where there is none (null). Answers the new version; throws `ApiError`. */
export async function writeFile(
  projectId: string,
  path: string,
  text: string,
  version: string | null,
): Promise<string> {
  const answer = await send<{ version: string }>('PUT', addressOf(projectId, path), version, { text });
  return answer.version;
}

/** Removes a file of that version. Answers the text it had, null if it was none; throws `ApiError`. */
export async function removeFile(projectId: string, path: string, version: string): Promise<string | null> {
  return (await send<{ text: string | null }>('DELETE', addressOf(projectId, path), version)).text;
}

/** Gives a file of that version another path. Throws `ApiError`. */
export async function renameFile(
  projectId: string,
  path: string,
  to: string,
  version: string,
): Promise<void> {
  await send('POST', `/api/v1/projects/${projectId}/files/rename`, version, { path, to });
}

async function send<T>(method: string, url: string, version: string | null, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(version === null ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response.json();
}
