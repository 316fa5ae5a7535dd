import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';

const base =
  'inline-flex items-center justify-center gap-2 rounded-md px-3 min-h-9 text-sm font-medium whitespace-nowrap ' +
  'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55';

const variants = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink enabled:hover:bg-raised [a&]:hover:bg-raised',
  ghost:
    'text-ink-soft enabled:hover:bg-raised enabled:hover:text-ink [a&]:hover:bg-raised [a&]:hover:text-ink',
  danger: 'border border-bad/50 bg-surface text-bad enabled:hover:bg-bad-wash',
} as const satisfies Record<ButtonVariant, string>;

/** The look of a button, for the links that act as one. */
export function buttonClass(variant: ButtonVariant = 'secondary', extra?: string): string {
  return cx(base, variants[variant], extra);
}
