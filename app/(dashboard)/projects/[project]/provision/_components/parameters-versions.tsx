'use client';

import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { VersionsList } from './late-parts';
import type { ParametersForm } from './use-parameters';

type ParametersVersionsProps = { projectId: string; form: ParametersForm };

/** What the file held before, each version with what it would change here, to be taken back into the form. */
export function ParametersVersions({ projectId, form }: ParametersVersionsProps) {
  const t = useTranslations('provision.versions');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <History aria-hidden className="size-4" />
        {t('open')}
      </Button>
      <Dialog open={open} title={t('title')} onClose={close}>
        <Suspense>
          <VersionsList projectId={projectId} form={form} onTaken={close} />
        </Suspense>
        <div className="mt-5 flex justify-end">
          <Button onClick={close}>{t('close')}</Button>
        </div>
      </Dialog>
    </>
  );
}
