'use client';

import { useState } from 'react';
import { type NumberRange, numberFromDraft } from './number-draft';

type NumberBoxProps = NumberRange & {
  label: string;
  value: number;
  onChange: (value: number) => void;
};

/** A number to type: any text may stand in it until the box is left or Enter is pressed, which makes it count. */
export function NumberBox({ label, value, onChange, ...range }: NumberBoxProps) {
  const [draft, setDraft] = useState<string>();
  function commit() {
    setDraft(undefined);
    const next = draft === undefined ? undefined : numberFromDraft(draft, range);
    if (next !== undefined) onChange(next);
  }
  return (
    <input
      {...range}
      type="number"
      aria-label={label}
      className="control min-h-7 w-20 text-right font-mono text-xs"
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
