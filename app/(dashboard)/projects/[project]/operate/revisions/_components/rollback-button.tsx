'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import type { RollbackInput } from '@/lib/deployment/revisions/rollback-input';
import { RollbackQuestion } from './rollback-question';

type RollbackButtonProps = {
  projectId: string;
  to: RollbackInput;
  /** What it is called in the question. */
  name: string;
  /** What the button is called where there are several. */
  label: string;
  /** Why it cannot be gone back to now. */
  reason: string | undefined;
};

/** Goes back to a revision or to the code of a run, after showing what that does. */
export function RollbackButton({ projectId, to, name, label, reason }: RollbackButtonProps) {
  const t = useTranslations('operate.revisions.rollback');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button disabled={reason !== undefined} title={reason} aria-label={label} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog open={open} title={t('title')} onClose={close}>
        <RollbackQuestion projectId={projectId} to={to} name={name} onBack={close} />
      </Dialog>
    </>
  );
}
