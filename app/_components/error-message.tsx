import type { ReactNode } from 'react';
import { Message } from '@/app/_ui/message';
import type { ErrorInfo } from '@/lib/core/errors';

/** An error as the reader needs it: what went wrong, what to do, and the code to search for. */
export function ErrorMessage({ error, actions }: { error: ErrorInfo; actions?: ReactNode }) {
  return (
    <Message level="error" title={error.message} actions={actions}>
      <p>{error.action}</p>
      <p className="mt-1 font-mono text-xs">{error.code}</p>
    </Message>
  );
}
