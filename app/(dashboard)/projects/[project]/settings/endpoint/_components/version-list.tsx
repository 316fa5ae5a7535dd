'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { listInferenceConfigs } from '@/lib/provisioning/history/config-history';
import { restoreEndpoint } from '../actions';

type Version = Awaited<ReturnType<typeof listInferenceConfigs>>[number];
type VersionListProps = {
  projectId: string;
  versions: Version[];
  version: string;
  /** Why nothing can be restored now. */
  refused: string | undefined;
};

/** What the file held before, each to be put back. */
export function VersionList({ projectId, versions, version, refused }: VersionListProps) {
  const t = useTranslations('settings.endpoint');
  const locale = useLocale();
  const restore = useAction(restoreEndpoint);
  return (
    <>
      {restore.error && <ErrorMessage error={restore.error} />}
      <ul className="divide-y divide-line">
        {versions.map(({ id, replacedAt, config }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <span className="min-w-0 flex-1 font-mono text-xs break-all">
              {config?.ACA_APP_NAME ?? t('incompleteVersion')}
            </span>
            <span className="text-xs text-ink-soft">
              {t('replaced')} <RelativeTime at={replacedAt} locale={locale} />
            </span>
            <Button
              pending={restore.pending}
              disabled={refused !== undefined}
              title={refused}
              onClick={() => restore.run(projectId, id, version)}
            >
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
