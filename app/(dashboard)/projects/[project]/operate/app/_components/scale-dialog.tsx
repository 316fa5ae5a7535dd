'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/app/_ui/dialog';
import type { ErrorInfo } from '@/lib/core/errors';
import type { AppView } from '@/lib/deployment/operate/read-app';
import type { ScaleInput } from '@/lib/deployment/operate/scale-input';
import type { ReplicaCost } from '@/lib/provisioning/cost/replica-cost';
import { ScaleForm } from './scale-form';

export type ScaleDialogProps = {
  open: boolean;
  now: AppView['scale'];
  cost: ReplicaCost | null | undefined;
  pending: boolean;
  error: ErrorInfo | undefined;
  onClose: () => void;
  onConfirm: (scale: ScaleInput) => void;
};

/** Asks for another scale, and says what that means before it is made. */
export function ScaleDialog({ open, ...form }: ScaleDialogProps) {
  const t = useTranslations('operate.app.scale');
  return (
    <Dialog open={open} title={t('title')} onClose={form.onClose}>
      <ScaleForm {...form} />
    </Dialog>
  );
}
