'use client';

import { ArrowUp, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';

const MAX_TEXT_CHARS = 8_000;

type ComposerProps = { busy: boolean; onSend: (text: string) => void; onStop: () => void };

export function Composer({ busy, onSend, onStop }: ComposerProps) {
  const t = useTranslations('chat');
  const [text, setText] = useState('');
  const sendable = !busy && text.trim() !== '';

  function send() {
    if (!sendable) return;
    onSend(text.trim());
    setText('');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="flex items-end gap-2 border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        aria-label={t('question')}
        placeholder={t('placeholder')}
        rows={1}
        maxLength={MAX_TEXT_CHARS}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="control max-h-40 resize-none py-1.75"
      />
      {busy ? (
        <Button onClick={onStop}>
          <Square aria-hidden className="size-3.5 fill-current" />
          {t('stop')}
        </Button>
      ) : (
        <Button type="submit" variant="primary" disabled={!sendable}>
          <ArrowUp aria-hidden className="size-4" />
          {t('send')}
        </Button>
      )}
    </form>
  );
}
