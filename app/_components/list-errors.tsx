'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { ErrorMessage } from './error-message';
import { ApiError } from './fetch-json';

/** Why lists could not be read: each cause once, however many lists it has kept from being read. */
export function ListErrors({ lists }: { lists: UseQueryResult<unknown>[] }) {
  const t = useTranslations('lists');
  const failed = lists.filter((list) => list.isError);
  const causes = new Map(failed.map(({ error }) => [error?.message ?? '', error]));
  const retry = (
    <Button
      pending={failed.some((list) => list.isFetching)}
      onClick={() => {
        for (const list of failed) void list.refetch();
      }}
    >
      {t('retry')}
    </Button>
  );
  return [...causes].map(([message, error]) => (
    <ErrorMessage
      key={message}
      actions={retry}
      error={
        error instanceof ApiError
          ? error.info
          : { code: 'list_unreachable', message: t('unreachable'), action: t('unreachableAction') }
      }
    />
  ));
}
