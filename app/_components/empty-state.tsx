import type { ReactNode } from 'react';

/** What stands where nothing is yet: what will be here, and how to get it. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2 rounded-lg border border-dashed border-line-strong px-6 py-8">
      <p className="font-medium">{title}</p>
      <p className="max-w-prose text-ink-soft">{text}</p>
      {children && <div className="mt-2">{children}</div>}
    </div>
  );
}
