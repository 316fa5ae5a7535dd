/** When a resource that had taken `elapsedMs` by `changedAt` was begun, as ISO 8601. */
export function runningSince({ elapsedMs, changedAt }: { elapsedMs: number; changedAt: string }): string {
  return new Date(Date.parse(changedAt) - elapsedMs).toISOString();
}
