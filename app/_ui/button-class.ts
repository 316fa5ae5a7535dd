import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'normal' | 'small' | 'icon';

const base =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap ' +
  'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 ' +
  'aria-disabled:cursor-not-allowed aria-disabled:opacity-55';

const variants = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink enabled:hover:bg-raised [a&]:hover:bg-raised',
  ghost:
    'text-ink-soft enabled:hover:bg-raised enabled:hover:text-ink [a&]:hover:bg-raised [a&]:hover:text-ink',
  danger: 'border border-bad/50 bg-surface text-bad enabled:hover:bg-bad-wash',
} as const satisfies Record<ButtonVariant, string>;

const sizes = {
  normal: 'min-h-9 px-3 text-sm touch:min-h-10',
  small: 'min-h-7 px-2 text-xs touch:min-h-10',
  // Small to the eye beside a name; the area around it answers to a finger too.
  icon: 'relative size-7 shrink-0 touch:after:absolute touch:after:-inset-1.5',
} as const satisfies Record<ButtonSize, string>;

/** The look of a button, for the links that act as one. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  extra?: string,
  size: ButtonSize = 'normal',
): string {
  return cx(base, sizes[size], variants[variant], extra);
}
