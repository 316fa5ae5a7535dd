import { useTranslations } from 'next-intl';
import { formatBytes } from '@/app/_ui/bytes';
import type { ProjectFile } from '@/lib/config/files/read-file';

/** Why a file has no text to show. */
export function NoText({ file }: { file: Exclude<ProjectFile, { kind: 'text' }> }) {
  const t = useTranslations('files.noText');
  const size = formatBytes(file.size);
  return (
    <div className="px-4 py-8">
      <p className="font-medium">
        {file.kind === 'too-large'
          ? t('too-large', { size, limit: formatBytes(file.limit) })
          : t(file.kind, { size })}
      </p>
      <p className="mt-1 max-w-prose text-ink-soft">{t('text')}</p>
    </div>
  );
}
