'use client';

import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cx } from './cx';

export type ComboboxOption = {
  value: string;
  label: string;
  /** What tells entries of one name apart; it is searched too. */
  detail?: string;
  /** Why this one cannot be used; it stays in the list. */
  refused?: string;
};

type ComboboxProps = {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
  options: ComboboxOption[];
  value: string | undefined;
  /** What stands in the field while nothing is chosen. */
  placeholder: string;
  /** What the list says when nothing in it matches. */
  nothing: string;
  busy: boolean;
  disabled: boolean;
  onChange: (value: string) => void;
  /** Takes a text that names no entry, such as a pasted id; false when it means nothing. */
  onText: (text: string) => boolean;
};

/** A field that is chosen from a list by typing: the pattern of www.w3.org/WAI/ARIA/apg/patterns/combobox, list only. */
export function Combobox(props: ComboboxProps) {
  const { options, value, placeholder, nothing, busy, disabled, onChange, onText, ...control } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  /** Undefined while the list is closed: the field then shows the choice. */
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const isOpen = typed !== undefined;
  const found = matching(options, typed ?? '');
  const chosen = options.find((option) => option.value === value);

  useEffect(() => {
    // What is typed after a choice is the next search, not an addition to the name.
    if (!isOpen && document.activeElement === input.current) input.current?.select();
  }, [isOpen]);

  function open() {
    setTyped('');
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    );
  }

  function close() {
    setTyped(undefined);
    setActive(0);
  }

  function pick(option: ComboboxOption) {
    close();
    onChange(option.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return open();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + found.length) % Math.max(found.length, 1));
    } else if (event.key === 'Enter' && isOpen) {
      // The form around this field must not be sent by choosing.
      event.preventDefault();
      const option = found[active];
      if (option) pick(option);
      else if (onText(typed)) close();
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  }

  return (
    <div className="relative">
      <input
        {...control}
        ref={input}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
        aria-busy={busy}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="control"
        disabled={disabled}
        placeholder={chosen?.label ?? placeholder}
        value={typed ?? chosen?.label ?? ''}
        onClick={() => !isOpen && open()}
        onBlur={close}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onPaste={(event) => {
          if (!onText(event.clipboardData.getData('text'))) return;
          event.preventDefault();
          close();
        }}
      />
      {isOpen && (
        <div
          id={listId}
          role="listbox"
          aria-label={placeholder}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-md border border-line-strong bg-surface py-1 shadow-lg"
        >
          {found.length === 0 && (
            <div
              role="option"
              tabIndex={-1}
              aria-selected={false}
              aria-disabled
              className="px-2.5 py-1.5 text-ink-soft"
            >
              {nothing}
            </div>
          )}
          {found.map((option, index) => (
            // Keys are the field's: the focus never leaves it.
            // biome-ignore lint/a11y/useFocusableInteractive: the field tells of the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
            <div
              key={option.value}
              id={`${listId}-${index}`}
              ref={index === active ? intoView : undefined}
              role="option"
              aria-selected={option.value === value}
              className={cx(
                'grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 px-2.5 py-1.5',
                index === active && 'bg-accent-wash',
              )}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => pick(option)}
            >
              <span className="truncate">{option.label}</span>
              <span className="text-xs text-warn">
                {option.refused}
                {option.value === value && <Check aria-hidden className="size-4 text-accent" />}
              </span>
              {option.detail && (
                <span className="col-span-2 truncate font-mono text-xs text-ink-soft">{option.detail}</span>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function matching(options: ComboboxOption[], typed: string): ComboboxOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ value, label, detail = '' }) => {
    const text = `${label} ${detail} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
