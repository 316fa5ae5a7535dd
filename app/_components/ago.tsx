import { useLocale } from 'next-intl';
import { RelativeTime } from '@/app/_ui/relative-time';

/** `RelativeTime` in the reader's language. */
export function Ago({ at }: { at: string }) {
  return <RelativeTime at={at} locale={useLocale()} />;
}
