import type { FileChange } from '@/lib/deployment/sync/changes';

/** What becomes of a file that someone else has changed on the share: theirs stays, or the project's replaces it. */
export type Decision = 'keep' | 'overwrite';

/** By `conflictKey`. */
export type Decisions = Readonly<Record<string, Decision>>;

/** The files that cannot be sent before somebody has decided. */
export function conflictsOf(files: readonly FileChange[]): FileChange[] {
  return files.filter(({ onShare }) => onShare !== 'as-left');
}

/** Names a conflict as it stands: a decision about one whose share copy then gets another size, or goes, holds no longer. */
export function conflictKey({ path, onShare, previousSize }: FileChange): string {
  return `${onShare} ${previousSize} ${path}`;
}

/** Decides these conflicts alike. */
export function decideAll(
  decisions: Decisions,
  conflicts: readonly FileChange[],
  decision: Decision,
): Decisions {
  const made = Object.fromEntries(conflicts.map((conflict) => [conflictKey(conflict), decision]));
  return { ...decisions, ...made };
}

export type Decided = {
  keep: string[];
  overwrite: string[];
  /** Conflicts that nobody has decided yet. */
  open: FileChange[];
  /** What is sent, as far as it is decided. */
  uploads: { files: number; bytes: number };
};

/** What the decisions amount to for these changes. */
export function applyDecisions(files: readonly FileChange[], decisions: Decisions): Decided {
  const decided: Decided = { keep: [], overwrite: [], open: [], uploads: { files: 0, bytes: 0 } };
  for (const change of files) {
    const decision = change.onShare === 'as-left' ? undefined : decisions[conflictKey(change)];
    if (decision) decided[decision].push(change.path);
    else if (change.onShare !== 'as-left') decided.open.push(change);
    if (change.kind === 'removed' || decision === 'keep') continue;
    decided.uploads.files += 1;
    decided.uploads.bytes += change.size;
  }
  return decided;
}
