'use client';

import { relativeTime } from './relative';
import { useNow } from './use-now';

/** "5 minutes ago", with the exact local time on hover. `at` is ISO 8601. */
export function RelativeTime({ at, locale }: { at: string; locale: string }) {
  const now = useNow();
  const exact = now === undefined ? at : new Date(at).toLocaleString(locale);
  return (
    <time dateTime={at} title={exact} className="whitespace-nowrap" suppressHydrationWarning>
      {relativeTime(Date.parse(at), now ?? Date.now(), locale)}
    </time>
  );
}
