'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** Says that the file was saved, and what there is to do next: it is not yet at work in Azure. */
export function SavedHint({ projectId, path }: { projectId: string; path: string }) {
  const t = useTranslations('files.done');
  const next = nextOf(path);
  return (
    <>
      {t('saved', { path })}
      {next && (
        <>
          {' '}
          {t(`next.${next}.text`)}{' '}
          <Link className="font-medium text-accent underline" href={`/projects/${projectId}/${next}`}>
            {t(`next.${next}.action`)}
          </Link>
        </>
      )}
    </>
  );
}

function nextOf(path: string): 'deploy' | 'provision' | undefined {
  if (path.startsWith('inference/')) return 'deploy';
  return path.startsWith('infra/provision/inference.') ? 'provision' : undefined;
}
