import type { ReactNode } from 'react';

/** One message on an otherwise empty page. */
export function PlainPage({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-start justify-center gap-3 px-6">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="text-ink-soft">{text}</p>
      {children}
    </main>
  );
}
