'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, Suspense, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { CreateGroupDialog } from './late-parts';

type CreateGroupProps = Omit<ComponentProps<typeof CreateGroupDialog>, 'open' | 'onClose'>;

/** Leads to a new resource group in the chosen subscription. */
export function CreateGroup(props: CreateGroupProps) {
  const t = useTranslations('provision.target.create');
  /** Undefined until it was asked for the first time: then the dialog is there, open or not. */
  const [open, setOpen] = useState<boolean>();
  return (
    <>
      <Button
        disabled={!props.subscriptionId}
        title={props.subscriptionId ? undefined : t('noSubscription')}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </Button>
      {open !== undefined && (
        <Suspense>
          <CreateGroupDialog {...props} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
