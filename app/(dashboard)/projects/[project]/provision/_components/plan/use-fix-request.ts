'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ApiError, postJson } from '@/app/_components/fetch-json';
import type { ErrorInfo } from '@/lib/core/errors';

/** A request that mends what a check has found, and what came of it. */
export function useFixRequest(url: string, onFixed: () => void) {
  const lists = useTranslations('lists');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ErrorInfo>();

  async function send(body: unknown): Promise<void> {
    setPending(true);
    setError(undefined);
    try {
      await postJson(url, body);
      onFixed();
    } catch (thrown) {
      const unreachable = {
        code: 'dashboard_unreachable',
        message: lists('unreachable'),
        action: lists('unreachableAction'),
      };
      setError(thrown instanceof ApiError ? thrown.info : unreachable);
    } finally {
      setPending(false);
    }
  }

  return { send: (body: unknown) => void send(body), pending, error };
}
