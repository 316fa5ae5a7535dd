import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import type { ErrorInfo } from '@/lib/core/errors';
import { errorText } from './error-text';
import { Prose } from './prose';

/** What follows the sentence of an error: why, what to do, and what to hand on to whoever helps. */
export function ErrorFacts({ error }: { error: ErrorInfo }) {
  const t = useTranslations('error');
  const copy = useTranslations('copy');
  return (
    <>
      {error.cause && (
        <p>
          <Prose text={error.cause} />
        </p>
      )}
      <p className="text-ink">
        <Prose text={error.action} />
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs">
        <span className="inline-flex items-center gap-0.5 font-mono break-all">
          {error.code}
          <CopyButton
            text={errorText(error)}
            label={copy('copy', { what: t('details') })}
            copiedLabel={copy('copied')}
          />
        </span>
        {error.correlationId && (
          <span className="font-mono break-all">{t('correlation', { id: error.correlationId })}</span>
        )}
        {error.link && (
          <a
            href={error.link}
            target="_blank"
            rel="noreferrer"
            className="flex items-center underline hover:text-ink touch:min-h-10"
          >
            {t('read')}
          </a>
        )}
      </p>
      {error.details && (
        <details className="mt-1 text-xs">
          <summary className="w-fit cursor-pointer">{t('around')}</summary>
          <ul className="mt-1 list-disc pl-5">
            {error.details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
