'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/app/_ui/dialog';
import { ScaleForm, type ScaleFormProps } from './scale-form';

/** Asks for another scale, and says what that means before it is made. */
export function ScaleDialog({ open, ...form }: ScaleFormProps & { open: boolean }) {
  const t = useTranslations('operate.app.scale');
  return (
    <Dialog open={open} title={t('title')} onClose={form.onClose}>
      <ScaleForm {...form} />
    </Dialog>
  );
}
