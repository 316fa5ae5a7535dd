import type { ReactNode } from 'react';
import { cx } from './cx';

type CheckboxProps = {
  checked: boolean;
  onChange(checked: boolean): void;
  children: ReactNode;
  /** `small` in the bars of logs, where it stands beside text of that size. */
  size?: 'normal' | 'small';
  title?: string;
  className?: string;
};

/** A tick box with its text, which is part of what can be hit. */
export function Checkbox({ checked, onChange, children, size = 'normal', title, className }: CheckboxProps) {
  const small = size === 'small';
  return (
    <label
      title={title}
      className={cx(
        'flex cursor-pointer items-center touch:min-h-10',
        small ? 'min-h-7 gap-1.5 text-xs text-ink-soft' : 'min-h-9 gap-2',
        className,
      )}
    >
      <input
        type="checkbox"
        className={cx('shrink-0', !small && 'size-4')}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  );
}
