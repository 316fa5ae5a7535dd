'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { switchActive } from '../actions';

type ActiveSwitchProps = {
  projectId: string;
  name: string;
  active: boolean;
  /** Why it cannot be switched now. */
  reason: string | undefined;
};

/** Makes a revision run, or ends it after a question: its replicas end with it. */
export function ActiveSwitch({ projectId, name, active, reason }: ActiveSwitchProps) {
  const t = useTranslations('operate.revisions.active');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const switching = useAction(switchActive, close);
  const word = active ? 'deactivate' : 'activate';
  return (
    <>
      <Button
        variant="ghost"
        disabled={reason !== undefined}
        title={reason}
        aria-label={t(`${word}Of`, { name })}
        onClick={() => setOpen(true)}
      >
        {t(word)}
      </Button>
      <Dialog open={open} title={t(`${word}Title`)} onClose={close}>
        <p className="font-mono text-xs wrap-anywhere">{name}</p>
        <p className="mt-2 text-ink-soft">{t(`${word}Text`)}</p>
        {switching.error && (
          <div className="mt-3">
            <ErrorMessage error={switching.error} />
          </div>
        )}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={close}>{t('back')}</Button>
          <Button
            variant={active ? 'danger' : 'primary'}
            pending={switching.pending}
            onClick={() => switching.run(projectId, name, !active)}
          >
            {t(word)}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
