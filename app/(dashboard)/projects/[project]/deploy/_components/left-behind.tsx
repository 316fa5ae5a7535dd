'use client';

import { useTranslations } from 'next-intl';
import type { DeployChanges } from '@/lib/deployment/sync/changes';

/** What of the folder does not travel: by name what cannot, and how much is not meant to. */
export function LeftBehind({ changes: { refused, ignored } }: { changes: DeployChanges }) {
  const t = useTranslations('deploy.changes');
  return (
    <>
      {refused.length > 0 && (
        <details className="border-t border-line px-4 py-2" open>
          <summary className="text-xs text-warn">{t('refused', { count: refused.length })}</summary>
          <ul className="mt-1 max-h-40 overflow-auto text-xs">
            {refused.map(({ path, why }) => (
              <li key={path} className="py-0.5">
                <code className="font-mono break-all">{path}</code>{' '}
                <span className="text-ink-soft">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="border-t border-line px-4 py-2 text-xs text-ink-soft">
        {t('ignored', { count: ignored })}
      </p>
    </>
  );
}
