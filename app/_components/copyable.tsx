import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { CopyButton } from '@/app/_ui/copy-button';

/** A name or an address as it is written, with a button that copies it. It breaks between its parts first. */
export function Copyable({ text }: { text: string }) {
  const t = useTranslations('copy');
  const parts = text.split(/(?<=[./])/);
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
      <code className="min-w-0 font-mono text-xs wrap-anywhere">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name.
          <Fragment key={index}>
            {index > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
      </code>
      <CopyButton text={text} label={t('copy', { what: text })} copiedLabel={t('copied')} />
    </span>
  );
}
