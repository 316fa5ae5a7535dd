/**
 * How the share's copy of a file stands to what our last sync left: as it was left, changed or removed by someone else, or
 * `foreign`, put there by someone else in the first place. All but `as-left` are conflicts, which a person decides.
 */
export type OnShare = 'as-left' | 'changed' | 'removed' | 'foreign';

/** One file that a deploy would add, replace or take away. `path` begins with `inference/`; sizes are in bytes. */
export type FileChange = {
  path: string;
  kind: 'added' | 'changed' | 'removed';
  /** What the project has; 0 for a file that it has no more. */
  size: number;
  /** What the share has; null when nothing is there. */
  previousSize: number | null;
  onShare: OnShare;
};

/** What stays behind although nobody said so, and why, in a sentence. */
export type RefusedFile = { path: string; why: string };

/** What a deploy would do now. */
export type DeployChanges = {
  files: FileChange[];
  unchanged: number;
  bytesToUpload: number;
  refused: RefusedFile[];
  /** Files and folders that the rules leave behind; a folder counts as one. */
  ignored: number;
};

/** One side of a file's difference. */
export type Side =
  | { kind: 'text'; text: string }
  | { kind: 'binary'; size: number }
  | { kind: 'too-large'; size: number }
  | { kind: 'absent' };
