import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { Copyable } from './copyable';

/** `infra/inference.config.json`, a key per line; in a narrow place the value stands beneath its key. */
export function ConfigList({ config }: { config: InferenceConfig }) {
  const t = useTranslations('config');
  const copy = useTranslations('copy');
  return (
    <div className="@container">
      <p className="mb-1 flex items-center gap-1 text-xs text-ink-soft">
        <code className="font-mono">infra/inference.config.json</code>
        <CopyButton
          text={JSON.stringify(config, null, 2)}
          label={copy('copy', { what: t('file') })}
          copiedLabel={copy('copied')}
        />
      </p>
      <dl className="grid items-center gap-x-6 @sm:grid-cols-[max-content_minmax(0,1fr)]">
        {Object.entries(config).map(([key, value]) => (
          <div key={key} className="contents">
            <dt className="font-mono text-xs text-ink-soft">{key}</dt>
            <dd className="flex min-h-7 min-w-0">
              <Copyable text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
