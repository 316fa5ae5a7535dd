import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';

/** A name or an address as it is written, with a button that copies it. */
export function Copyable({ text }: { text: string }) {
  const t = useTranslations('copy');
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
      <code className="min-w-0 font-mono text-xs break-all">{text}</code>
      <CopyButton text={text} label={t('copy', { what: text })} copiedLabel={t('copied')} />
    </span>
  );
}
