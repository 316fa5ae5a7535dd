'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';

type FormBarProps = {
  /** Why nothing can be provisioned now, whatever the form says. */
  refused: string | undefined;
  valid: boolean;
  changed: boolean;
  hasTarget: boolean;
  saving: boolean;
  onSave: () => void;
};

/** Stays in sight at the foot of a long form. */
export function FormBar({ refused, valid, changed, hasTarget, saving, onSave }: FormBarProps) {
  const t = useTranslations('provision.bar');
  const incomplete = !valid ? t('invalid') : hasTarget ? undefined : t('noTarget');
  const blocked = refused ?? incomplete;
  return (
    <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t border-line bg-canvas/95 px-4 py-3 backdrop-blur lg:-mx-8 lg:px-8">
      <p aria-live="polite" className="mr-auto text-xs text-ink-soft">
        {blocked ?? t(changed ? 'changed' : 'unchanged')}
      </p>
      <Button onClick={onSave} pending={saving} disabled={!valid || !changed}>
        {t('save')}
      </Button>
      <Button type="submit" variant="primary" disabled={blocked !== undefined}>
        {t('provision')}
      </Button>
    </div>
  );
}
