'use client';

import { ArrowDown, ArrowUp, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { buttonClass } from '@/app/_ui/button-class';
import type { CommandWarning } from '@/lib/provisioning/commands-lint';

type CommandRowProps = {
  number: number;
  text: string;
  /** The row takes the focus when this changes to a number. */
  focusTurn: number | undefined;
  last: boolean;
  warnings: CommandWarning[];
  onEdit: (text: string) => void;
  onEnter: () => void;
  onRemove: () => void;
  onMove: (by: -1 | 1) => void;
};

const iconButton = buttonClass('ghost', undefined, 'icon');

export function CommandRow({
  number,
  text,
  focusTurn,
  last,
  warnings,
  onEdit,
  onEnter,
  onRemove,
  onMove,
}: CommandRowProps) {
  const t = useTranslations('provision.commands');
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (focusTurn !== undefined) field.current?.focus();
  }, [focusTurn]);

  /** The browser takes the focus from an element that is moved; whoever moves a row goes on from where they were. */
  function moveBy(by: -1 | 1) {
    const { activeElement } = document;
    flushSync(() => onMove(by));
    const stays = activeElement instanceof HTMLElement && !activeElement.matches(':disabled');
    (stays ? activeElement : field.current)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const move = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (move === -1 || move === 1) moveBy(move);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  }

  return (
    <li className="flex flex-wrap items-start gap-x-1.5">
      <span aria-hidden className="w-5 pt-2 text-right font-mono text-xs text-ink-soft">
        {number}
      </span>
      <textarea
        ref={field}
        aria-label={t('command', { number })}
        rows={1}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => onEdit(event.target.value.replaceAll(/[\r\n]+/g, ' '))}
        onKeyDown={onKeyDown}
        className="control min-w-0 flex-1 basis-64 resize-none py-2 font-mono text-xs"
      />
      <div className="ml-auto flex gap-1 pt-1 touch:gap-3 touch:py-1.5">
        <button
          type="button"
          className={iconButton}
          title={t('up')}
          disabled={number === 1}
          onClick={() => moveBy(-1)}
        >
          <ArrowUp aria-hidden className="size-4" />
          <span className="sr-only">{t('up')}</span>
        </button>
        <button
          type="button"
          className={iconButton}
          title={t('down')}
          disabled={last}
          onClick={() => moveBy(1)}
        >
          <ArrowDown aria-hidden className="size-4" />
          <span className="sr-only">{t('down')}</span>
        </button>
        <button type="button" className={iconButton} title={t('remove')} onClick={onRemove}>
          <X aria-hidden className="size-4" />
          <span className="sr-only">{t('remove')}</span>
        </button>
      </div>
      {warnings.map(({ code, message, fix }) => (
        <p
          key={code}
          className="mt-1 flex basis-full flex-wrap items-baseline gap-x-2 pl-6.5 text-xs text-warn"
        >
          <span className="min-w-0 flex-1 basis-64">
            <TriangleAlert aria-hidden className="mr-1.5 inline size-3.5 align-[-2px]" />
            {message}
          </span>
          {fix && (
            <button
              type="button"
              className={buttonClass('secondary', undefined, 'small')}
              title={fix}
              onClick={() => onEdit(fix)}
            >
              {t(code === 'known_bad_set' ? 'pin' : 'mend')}
            </button>
          )}
        </p>
      ))}
    </li>
  );
}
