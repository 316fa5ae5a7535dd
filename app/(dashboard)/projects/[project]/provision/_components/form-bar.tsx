'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import type { PlanChoice } from './plan/use-plan';

type FormBarProps = {
  /** Why nothing can be provisioned now, whatever the form says. */
  refused: string | undefined;
  valid: boolean;
  changed: boolean;
  /** Whether the reader has yet to choose between these values and the file's. */
  changedOnDisk: boolean;
  hasTarget: boolean;
  saving: boolean;
  plan: PlanChoice;
  onSave: () => void;
  onPlan: () => void;
};

/** Stays in sight at the foot of a long form. */
export function FormBar(props: FormBarProps) {
  const { refused, valid, changed, changedOnDisk, hasTarget, saving, plan, onSave, onPlan } = props;
  const t = useTranslations('provision.bar');
  const undecided = changedOnDisk ? t('changedOnDisk') : undefined;
  const incomplete = !valid ? t('invalid') : hasTarget ? undefined : t('noTarget');
  const unplanned = plan.obstacle && t(`plan.${plan.obstacle}`);
  const blocked = refused ?? undecided ?? incomplete ?? unplanned;
  return (
    <div className="sticky bottom-0 -mx-4 -mb-6 flex flex-wrap items-center justify-end gap-x-2 gap-y-2 border-t border-line bg-surface px-4 py-3 sm:mx-0 sm:rounded-t-lg sm:border-x lg:-mb-8">
      <p aria-live="polite" className="mr-auto text-xs text-ink-soft max-sm:basis-full">
        {blocked ?? t(changed ? 'changed' : 'unchanged')}
      </p>
      <Button onClick={onSave} pending={saving} disabled={!valid || !changed || changedOnDisk}>
        {t('save')}
      </Button>
      <Button
        variant={plan.plan ? 'secondary' : 'primary'}
        pending={plan.making}
        disabled={incomplete !== undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={onPlan}
      >
        {t('makePlan')}
      </Button>
      <Button
        type="submit"
        variant={plan.plan ? 'primary' : 'secondary'}
        title={blocked}
        disabled={blocked !== undefined}
      >
        {t('provision')}
      </Button>
    </div>
  );
}
