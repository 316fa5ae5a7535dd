'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

type DialogProps = { open: boolean; title: string; onClose: () => void; children: ReactNode };

/** A modal on the browser's own dialog: focus trap, Escape and the inert page come with it. */
export function Dialog({ open, title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-lg border border-line-strong bg-surface p-5 text-ink shadow-2xl"
    >
      {open && (
        <>
          <h2 id={titleId} className="mb-3 text-base font-semibold">
            {title}
          </h2>
          {children}
        </>
      )}
    </dialog>
  );
}
