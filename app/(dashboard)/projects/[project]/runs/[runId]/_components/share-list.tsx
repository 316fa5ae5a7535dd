'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { fetchJson } from '@/app/_components/fetch-json';
import { ListErrors } from '@/app/_components/list-errors';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Skeleton } from '@/app/_ui/skeleton';
import { revoke } from '../actions';

type Share = { id: string; createdAt: string; expiresAt: string; revokedAt?: string };

/** The links that still open; the tokens themselves are not kept, so a link can be revoked but not shown again. */
export function ShareList({ runId }: { runId: string }) {
  const t = useTranslations('run.share');
  const locale = useLocale();
  const queries = useQueryClient();
  const queryKey = ['shares', runId];
  const shares = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchJson<Share[]>(`/api/v1/runs/${runId}/shares`, signal),
  });
  const { run, pending, error } = useAction(revoke, () => queries.invalidateQueries({ queryKey }));

  if (shares.isPending) return <Skeleton className="h-10" />;
  if (!shares.data) return <ListErrors lists={[shares]} />;
  const open = shares.data.filter(
    (share) => !share.revokedAt && Date.parse(share.expiresAt) > shares.dataUpdatedAt,
  );
  return (
    <>
      {error && <ErrorMessage error={error} />}
      {open.length === 0 && <p className="text-xs text-ink-soft">{t('none')}</p>}
      <ul aria-label={t('list')} className="divide-y divide-line">
        {open.map((share) => (
          <li key={share.id} className="flex flex-wrap items-center gap-x-4 py-1.5 text-xs text-ink-soft">
            <span>
              {t('created')} <RelativeTime at={share.createdAt} locale={locale} />
            </span>
            <span>
              {t('ends')} <RelativeTime at={share.expiresAt} locale={locale} />
            </span>
            <Button
              variant="danger"
              className="ml-auto min-h-7"
              pending={pending}
              onClick={() => run(share.id)}
            >
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
