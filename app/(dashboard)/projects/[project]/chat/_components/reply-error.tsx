'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { ApiError } from '@/app/_components/fetch-json';
import { Prose } from '@/app/_components/prose';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';

/** A refusal comes with its parts; a failure in the middle of an answer comes as text that says cause and action. */
export function ReplyError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations('chat');
  const retry = <Button onClick={onRetry}>{t('retry')}</Button>;
  return (
    <li>
      {error instanceof ApiError ? (
        <ErrorMessage error={error.info} actions={retry} />
      ) : (
        <Message level="error" title={<Prose text={error.message} />} actions={retry} />
      )}
    </li>
  );
}
