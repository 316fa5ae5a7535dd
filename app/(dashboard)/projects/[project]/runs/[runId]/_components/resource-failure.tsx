'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import type { ErrorInfo } from '@/lib/core/errors';

type ResourceFailureProps = {
  error: ErrorInfo;
  /** The run ended with the same words, which stand above in full. */
  told: boolean;
};

/** Azure's own reason, where the resource that it is about stands. */
export function ResourceFailure({ error, told }: ResourceFailureProps) {
  const t = useTranslations('run.resources');
  const copy = useTranslations('copy');
  const { correlationId } = error;
  return (
    <div className="pb-1 text-xs break-words text-bad">
      {!told && (
        <p>
          {error.message} <span className="text-ink">{error.action}</span>
        </p>
      )}
      <p className="flex flex-wrap items-center gap-x-2">
        <code className="font-mono">{error.code}</code>
        {correlationId && (
          <span className="inline-flex items-center gap-0.5 text-ink-soft">
            <code className="font-mono break-all">{correlationId}</code>
            <CopyButton
              text={correlationId}
              label={copy('copy', { what: t('correlation') })}
              copiedLabel={copy('copied')}
            />
          </span>
        )}
      </p>
    </div>
  );
}
