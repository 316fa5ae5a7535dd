import type { ReactNode } from 'react';
import { cx } from './cx';

const looks = {
  info: 'border-line bg-raised',
  warning: 'border-warn/40 bg-warn-wash',
  error: 'border-bad/40 bg-bad-wash',
} as const;

type MessageProps = {
  level: keyof typeof looks;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
};

/** A message that stands in the page, where what it speaks of is. */
export function Message({ level, title, children, actions }: MessageProps) {
  return (
    <div
      role={level === 'error' ? 'alert' : 'status'}
      className={cx('flex flex-wrap items-start gap-3 rounded-lg border px-4 py-3', looks[level])}
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-words">{title}</p>
        {children && <div className="mt-0.5 text-ink-soft break-words">{children}</div>}
      </div>
      {actions}
    </div>
  );
}
