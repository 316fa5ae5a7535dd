import { type ReactNode, useId } from 'react';
import { cx } from './cx';

type PanelProps = {
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  actions?: ReactNode;
  /** Rows bring their own padding. */
  flush?: boolean;
  children: ReactNode;
};

export function Panel({ title, description, actions, flush, children }: PanelProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="min-w-0 rounded-lg border border-line bg-surface">
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <div>
          <h2 id={titleId} className="text-sm font-semibold">
            {title}
          </h2>
          {description && <p className="text-xs text-ink-soft">{description}</p>}
        </div>
        {actions}
      </header>
      <div className={cx(!flush && 'p-4')}>{children}</div>
    </section>
  );
}
