'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import { withParameterValues } from '@/lib/config/parameters-text';
import { differencesOf, keptAtFirst } from './parameter-differences';
import { type FileState, valuesOf } from './use-parameters';

type FileConflictProps = {
  base: FileState;
  theirs: FileState;
  mine: Record<string, unknown>;
  onResolve: (text: string) => void;
};

const sides = ['mine', 'theirs'] as const;

/** The file was changed while it was being edited here: says what differs, and lets the reader choose, value by value. */
export function FileConflict({ base, theirs, mine, onResolve }: FileConflictProps) {
  const t = useTranslations('provision.conflict');
  const differences = differencesOf(mine, valuesOf(theirs.text));
  const [picked, setPicked] = useState<Record<string, 'mine' | 'theirs'>>({});
  const kept = { ...keptAtFirst(differences, valuesOf(base.text)), ...picked };
  const merge = (keeps: (name: string) => boolean) =>
    onResolve(
      withParameterValues(
        theirs.text,
        Object.fromEntries(
          differences.flatMap(({ name, before }) => (keeps(name) ? [[name, before ?? null]] : [])),
        ),
      ),
    );
  return (
    <Message level="warning" title={t('title')}>
      <p>{t('text')}</p>
      <ul className="my-3 flex flex-col gap-2">
        {differences.map(({ name, before, after }) => (
          <li key={name}>
            <fieldset className="min-w-0">
              <legend className="font-mono text-xs text-ink">{name}</legend>
              {sides.map((side) => (
                <label key={side} className="flex min-h-7 items-center gap-2 text-xs touch:min-h-10">
                  <input
                    type="radio"
                    className="size-4"
                    name={`keep-${name}`}
                    checked={kept[name] === side}
                    onChange={() => setPicked({ ...picked, [name]: side })}
                  />
                  <span className="w-16 shrink-0">{t(side)}</span>
                  <code className="min-w-0 break-all text-ink">
                    {JSON.stringify((side === 'mine' ? before : after) ?? null)}
                  </code>
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => merge((name) => kept[name] === 'mine')}>{t('apply')}</Button>
        <Button onClick={() => merge(() => true)}>{t('keepMine')}</Button>
        <Button onClick={() => onResolve(theirs.text)}>{t('takeTheirs')}</Button>
      </div>
    </Message>
  );
}
