/** What a sync did with the files: `kept` are those that someone else has changed on the share and that were to stay. */
export type SyncCounts = {
  uploaded: number;
  deleted: number;
  kept: number;
  unchanged: number;
  bytes: number;
};

/** The counts in what the sync step of a run has left; undefined where there are none, as in a run that ended before. */
export function syncCountsOf(result: Record<string, unknown> | undefined): SyncCounts | undefined {
  if (typeof result?.uploaded !== 'number') return undefined;
  const count = (name: keyof SyncCounts) => {
    const value = result[name];
    return typeof value === 'number' ? value : 0;
  };
  return {
    uploaded: result.uploaded,
    deleted: count('deleted'),
    kept: count('kept'),
    unchanged: count('unchanged'),
    bytes: count('bytes'),
  };
}
