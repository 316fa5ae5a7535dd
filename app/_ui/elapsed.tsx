'use client';

import { formatDuration } from './duration';
import { useNow } from './use-now';

type ElapsedProps = {
  /** ISO 8601. */
  since: string;
  /** ISO 8601; while it is not set, the clock runs. */
  until?: string;
};

export function Elapsed({ since, until }: ElapsedProps) {
  const now = useNow();
  const end = until ? Date.parse(until) : now;
  return (
    <span className="tabular-nums" suppressHydrationWarning>
      {formatDuration((end ?? Date.now()) - Date.parse(since))}
    </span>
  );
}
