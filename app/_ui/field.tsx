import { type ReactNode, useId } from 'react';

/** What the control inside a field must carry, so that label, hint and errors belong to it. */
type ControlProps = { id: string; 'aria-describedby': string; 'aria-invalid': boolean };

type FieldProps = {
  label: string;
  hint?: ReactNode;
  errors?: string[];
  children: (control: ControlProps) => ReactNode;
};

export function Field({ label, hint, errors = [], children }: FieldProps) {
  const id = useId();
  const notesId = `${id}-notes`;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': notesId, 'aria-invalid': errors.length > 0 })}
      {/* One line is kept free, so that a message does not push the page. */}
      <div id={notesId} aria-live="polite" className="min-h-4.5 text-xs">
        {errors.length > 0 ? (
          <span className="text-bad">{errors.join(' ')}</span>
        ) : (
          <span className="text-ink-soft">{hint}</span>
        )}
      </div>
    </div>
  );
}
