'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import type { ErrorInfo } from '@/lib/core/errors';

/** Azure's own reason, where the resource that it is about stands. */
export function ResourceFailure({ error }: { error: ErrorInfo }) {
  const t = useTranslations('run.resources');
  const copy = useTranslations('copy');
  const { correlationId } = error;
  return (
    <div className="mt-1 text-xs break-words text-bad">
      <p>
        {error.message} {error.action} <code className="font-mono">{error.code}</code>
      </p>
      {correlationId && (
        <p className="flex items-center gap-0.5 text-ink-soft">
          <code className="font-mono break-all">{correlationId}</code>
          <CopyButton
            text={correlationId}
            label={copy('copy', { what: t('correlation') })}
            copiedLabel={copy('copied')}
          />
        </p>
      )}
    </div>
  );
}
