'use client';

import { useId } from 'react';

type WeightFieldProps = {
  label: string;
  /** NaN while nothing is typed. */
  weight: number;
  describedBy: string;
  onChange: (weight: number) => void;
};

/** A share of the traffic in percent: a number to type or step, and a bar of that length. */
export function WeightField({ label, weight, describedBy, onChange }: WeightFieldProps) {
  const id = useId();
  const shown = Number.isFinite(weight) ? Math.min(100, Math.max(0, weight)) : 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1">
      <label htmlFor={id} className="min-w-0 font-mono text-xs wrap-anywhere">
        {label}
      </label>
      <span className="flex items-center gap-1.5">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={0}
          max={100}
          step={1}
          className="control w-20 text-right font-mono text-xs"
          aria-describedby={describedBy}
          value={Number.isFinite(weight) ? weight : ''}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
        <span aria-hidden className="text-ink-soft">
          %
        </span>
      </span>
      <span aria-hidden className="col-span-full h-1 overflow-hidden rounded-full bg-raised">
        <span className="block h-full bg-accent" style={{ width: `${shown}%` }} />
      </span>
    </div>
  );
}
