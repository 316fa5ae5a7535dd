'use client';

import { useTranslations } from 'next-intl';
import { ErrorFacts } from '@/app/_components/error-facts';
import { Prose } from '@/app/_components/prose';
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
  if (!told) {
    return (
      <div className="pb-1.5 text-xs break-words text-ink-soft">
        <p className="text-bad">
          <Prose text={error.message} />
        </p>
        <ErrorFacts error={error} />
      </div>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 pb-1 text-xs text-bad">
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
  );
}
