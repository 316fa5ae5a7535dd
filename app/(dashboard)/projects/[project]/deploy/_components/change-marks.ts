import type { FileChange } from '@/lib/deployment/sync/changes';

/** How each kind of change is drawn; the word beside it carries the meaning. */
export const changeMarks = {
  added: { mark: '+', colour: 'text-good' },
  changed: { mark: '~', colour: 'text-warn' },
  removed: { mark: '−', colour: 'text-bad' },
} as const satisfies Record<FileChange['kind'], { mark: string; colour: string }>;
