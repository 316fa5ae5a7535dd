'use client';

import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { CopyButton } from '@/app/_ui/copy-button';
import { cx } from '@/app/_ui/cx';
import type { ChatMessage } from '@/lib/chat/status';
import { textOf } from './message-text';

type MessageRowProps = {
  message: ChatMessage;
  /** Set on the one reply that can be generated anew. */
  onAgain: (() => void) | undefined;
};

export function MessageRow({ message, onAgain }: MessageRowProps) {
  const t = useTranslations('chat');
  const copy = useTranslations('copy');
  const text = textOf(message);
  const own = message.role === 'user';
  if (text === '' && !own) return null;
  return (
    <li className={cx('flex flex-col', own ? 'items-end' : 'items-start')}>
      <p className="sr-only">{t(own ? 'you' : 'model')}</p>
      <p
        className={cx(
          'max-w-[85%] rounded-lg px-3.5 py-2 break-words whitespace-pre-wrap',
          own ? 'bg-accent-wash' : 'border border-line bg-canvas',
        )}
      >
        {text}
      </p>
      {!own && (
        <div className="flex items-center">
          <CopyButton text={text} label={copy('copy', { what: t('reply') })} copiedLabel={copy('copied')} />
          {onAgain && (
            <button type="button" className={buttonClass('ghost', undefined, 'small')} onClick={onAgain}>
              <RotateCcw aria-hidden className="size-3.5" />
              {t('again')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}
