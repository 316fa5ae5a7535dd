import { type ComponentProps, useId } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { Spinner } from './spinner';

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  /** Work is under way: the button waits and says so. */
  pending?: boolean;
  /** Why the button cannot be used now; shown beneath it. */
  disabledReason?: string;
};

export function Button({ variant, pending, disabledReason, className, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  const button = (
    <button
      type="button"
      {...rest}
      className={buttonClass(variant, className)}
      disabled={rest.disabled || pending || disabledReason !== undefined}
      aria-busy={pending || undefined}
      aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
  if (!disabledReason) return button;
  return (
    <span className="inline-flex flex-col items-start gap-1">
      {button}
      <span id={reasonId} className="max-w-72 text-xs text-ink-soft">
        {disabledReason}
      </span>
    </span>
  );
}
