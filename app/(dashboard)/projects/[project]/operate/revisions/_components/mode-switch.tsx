'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { switchMode } from '../actions';

type ModeSwitchProps = {
  projectId: string;
  to: 'single' | 'multiple';
  /** How many revisions run now. */
  running: number;
  /** Why the mode cannot be changed now. */
  reason: string | undefined;
};

/** Switches between one running revision and several, after saying what that ends or allows. */
export function ModeSwitch({ projectId, to, running, reason }: ModeSwitchProps) {
  const t = useTranslations('operate.revisions.switch');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const switching = useAction(switchMode, close);
  return (
    <>
      <Button disabled={reason !== undefined} title={reason} onClick={() => setOpen(true)}>
        {t(`${to}.open`)}
      </Button>
      <Dialog open={open} title={t(`${to}.title`)} onClose={close}>
        <p className="text-ink-soft">{t(`${to}.text`, { count: running - 1 })}</p>
        {switching.error && (
          <div className="mt-3">
            <ErrorMessage error={switching.error} />
          </div>
        )}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={close}>{t('back')}</Button>
          <Button variant="primary" pending={switching.pending} onClick={() => switching.run(projectId, to)}>
            {t(`${to}.go`)}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
