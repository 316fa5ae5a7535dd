'use client';

import { Field } from '@/app/_ui/field';

type NumberFieldProps = {
  label: string;
  hint: string;
  errors: string[];
  min: number;
  placeholder?: string;
  disabled?: boolean;
  value: number | null;
  onChange: (value: number | null) => void;
};

/** A whole number; null while the field is empty. */
export function NumberField({ label, hint, errors, value, onChange, ...input }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} errors={errors}>
      {(control) => (
        <input
          {...control}
          {...input}
          type="number"
          step={1}
          className="control max-w-32 font-mono text-xs"
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
        />
      )}
    </Field>
  );
}
