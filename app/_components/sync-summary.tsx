import { useTranslations } from 'next-intl';
import { formatBytes } from '@/app/_ui/bytes';
import type { SyncCounts } from './sync-counts';

/** In one line, what a sync did with the files. */
export function SyncSummary({ counts }: { counts: SyncCounts }) {
  const t = useTranslations('sync');
  const { uploaded, deleted, kept, unchanged, bytes } = counts;
  const parts = [
    uploaded > 0 && t('uploaded', { count: uploaded, size: formatBytes(bytes) }),
    deleted > 0 && t('deleted', { count: deleted }),
    kept > 0 && t('kept', { count: kept }),
    t(uploaded + deleted + kept > 0 ? 'unchanged' : 'nothing', { count: unchanged }),
  ];
  return parts.filter((part) => part !== false).join(' · ');
}
