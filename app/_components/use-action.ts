'use client';

import { useState, useTransition } from 'react';
import type { ErrorInfo } from '@/lib/core/errors';
import type { ActionResult } from './action-result';

const unreachable: ErrorInfo = {
  code: 'dashboard_unreachable',
  message: 'The dashboard did not answer.',
  action: 'Check that it is running, then try again.',
};

/** Runs a server action: `pending` while it runs, then either `onDone` with its value or its error. */
export function useAction<Args extends unknown[], T>(
  action: (...args: Args) => Promise<ActionResult<T>>,
  onDone?: (value: T) => void,
) {
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<ErrorInfo>();

  function run(...args: Args) {
    setError(undefined);
    startTransition(async () => {
      const result = await action(...args).catch(() => ({ ok: false, error: unreachable }) as const);
      if (result.ok) onDone?.(result.value);
      else setError(result.error);
    });
  }

  return { run, pending, error };
}
