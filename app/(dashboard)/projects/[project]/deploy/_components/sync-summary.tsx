import { getTranslations } from 'next-intl/server';
import { Copyable } from '@/app/_components/copyable';
import { ErrorMessage } from '@/app/_components/error-message';
import { settle } from '@/app/_server/settle';
import { formatBytes } from '@/app/_ui/bytes';
import { Panel } from '@/app/_ui/panel';
import type { InferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { listLocalFiles } from '@/lib/deployment/sync/local-files';

const SHOWN_FILES = 200;

/** What a deploy sends, and where to. */
export async function SyncSummary({ project, config }: { project: Project; config: InferenceConfig | null }) {
  const t = await getTranslations('deploy.files');
  const listed = await settle(listLocalFiles(project));
  if (!listed.ok) return <ErrorMessage error={listed.error} />;
  const files = listed.value;
  const size = formatBytes(files.reduce((sum, file) => sum + file.size, 0));
  return (
    <Panel title={t('title')} description={t('summary', { count: files.length, size })} flush>
      {config && (
        <p className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-2 text-xs text-ink-soft">
          {t('to')} <Copyable text={`${config.STORAGE_ACCOUNT_NAME}/${config.FILE_SHARE_NAME}`} />
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <ul tabIndex={0} aria-label={t('title')} className="max-h-96 overflow-auto py-1.5">
        {files.slice(0, SHOWN_FILES).map((file) => (
          <li key={file.path} className="flex justify-between gap-4 px-4 py-0.5 font-mono text-xs">
            <span className="min-w-0 truncate" title={file.path}>
              {file.path}
            </span>
            <span className="shrink-0 text-ink-soft tabular-nums">{formatBytes(file.size)}</span>
          </li>
        ))}
        {files.length > SHOWN_FILES && (
          <li className="px-4 py-1 text-xs text-ink-soft">
            {t('more', { count: files.length - SHOWN_FILES })}
          </li>
        )}
      </ul>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-soft">{t('hint')}</p>
    </Panel>
  );
}
