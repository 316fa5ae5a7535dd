/** What starting a run answers; `joined` when another one was under way and nothing new began. */
export type StartedRun = { runId: string; joined: boolean };

/** The page of a run; one that was joined says so there. */
export function runPath(projectId: string, { runId, joined }: StartedRun): string {
  return `/projects/${projectId}/runs/${runId}${joined ? '?joined' : ''}`;
}
