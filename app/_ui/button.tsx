import type { ComponentProps } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { Spinner } from './spinner';

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  /** Work is under way: the button waits and says so. */
  pending?: boolean;
};

export function Button({ variant, pending, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(variant, className)}
      // A disabled button would lose the focus of whoever has just pressed it.
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : rest.onClick?.(event))}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
