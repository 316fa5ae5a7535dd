'use client';

import { useId } from 'react';

type SamplingFieldProps = {
  label: string;
  hint: string;
  min: number;
  max: number;
  step: number;
  value: number;
  onChange: (value: number) => void;
};

/** One number, by slider or by keyboard; what is out of range is brought back into it. */
export function SamplingField({ label, hint, min, max, step, value, onChange }: SamplingFieldProps) {
  const id = useId();
  const range = { min, max, step, value };
  function change(next: number) {
    if (Number.isFinite(next)) onChange(Math.min(max, Math.max(min, next)));
  }
  return (
    <div>
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="text-xs font-medium">
          {label}
        </label>
        <input
          {...range}
          type="number"
          aria-label={label}
          className="control min-h-7 w-20 text-right font-mono text-xs"
          onChange={(event) => change(event.target.valueAsNumber)}
        />
      </div>
      <input
        {...range}
        id={id}
        type="range"
        aria-describedby={`${id}-hint`}
        className="w-full accent-accent"
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <p id={`${id}-hint`} className="text-xs text-ink-soft">
        {hint}
      </p>
    </div>
  );
}
