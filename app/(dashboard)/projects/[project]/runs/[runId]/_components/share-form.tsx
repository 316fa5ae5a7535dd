'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { share } from '../actions';
import { ShareList } from './share-list';

const LIFETIMES_DAYS = [1, 7, 30] as const;

export function ShareForm({ runId, onClose }: { runId: string; onClose: () => void }) {
  const t = useTranslations('run.share');
  const copy = useTranslations('copy');
  const queries = useQueryClient();
  const selectId = useId();
  const [days, setDays] = useState(7);
  const [link, setLink] = useState<string>();
  const { run, pending, error } = useAction(share, ({ path }) => {
    setLink(new URL(path, window.location.href).href);
    return queries.invalidateQueries({ queryKey: ['shares', runId] });
  });

  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('text')}</p>
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={selectId}>{t('expires')}</label>
        <select
          id={selectId}
          className="control w-auto"
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {LIFETIMES_DAYS.map((value) => (
            <option key={value} value={value}>
              {t('days', { days: value })}
            </option>
          ))}
        </select>
        <Button variant="primary" pending={pending} onClick={() => run(runId, days)}>
          {t('create')}
        </Button>
      </div>
      {error && <ErrorMessage error={error} />}
      {link && (
        <div role="status" className="rounded-md border border-accent/40 bg-accent-wash p-3">
          <div className="flex items-center gap-1">
            <a
              href={link}
              target="_blank"
              rel="noreferrer"
              className="min-w-0 truncate font-mono text-xs underline"
            >
              {link}
            </a>
            <CopyButton text={link} label={copy('copy', { what: t('link') })} copiedLabel={copy('copied')} />
          </div>
          <p className="mt-1 text-xs text-ink-soft">{t('once')}</p>
        </div>
      )}
      <ShareList runId={runId} />
      <div className="flex justify-end">
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
    </div>
  );
}
