'use client';

import { useId } from 'react';
import { NumberBox } from './number-box';

type SamplingFieldProps = {
  label: string;
  hint: string;
  min: number;
  max: number;
  step: number;
  value: number;
  onChange: (value: number) => void;
};

/** One number, by slider or by keyboard. */
export function SamplingField({ label, hint, min, max, step, value, onChange }: SamplingFieldProps) {
  const id = useId();
  const range = { min, max, step, value };
  return (
    <div>
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="text-xs font-medium">
          {label}
        </label>
        <NumberBox {...range} label={label} onChange={onChange} />
      </div>
      <input
        {...range}
        id={id}
        type="range"
        aria-describedby={`${id}-hint`}
        className="w-full accent-accent"
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <p id={`${id}-hint`} className="text-xs text-ink-soft">
        {hint}
      </p>
    </div>
  );
}
