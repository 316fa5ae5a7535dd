'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { cancel } from '../actions';

export function CancelButton({ runId, requested }: { runId: string; requested: boolean }) {
  const t = useTranslations('run.cancel');
  const [asking, setAsking] = useState(false);
  const { run, pending, error } = useAction(cancel, () => setAsking(false));
  return (
    <>
      <Button onClick={() => setAsking(true)} pending={requested}>
        {t('open')}
      </Button>
      <Dialog open={asking} title={t('title')} onClose={() => setAsking(false)}>
        <p className="text-ink-soft">{t('text')}</p>
        {error && (
          <div className="mt-3">
            <ErrorMessage error={error} />
          </div>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
          <Button variant="danger" pending={pending} onClick={() => run(runId)}>
            {t('confirm')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
