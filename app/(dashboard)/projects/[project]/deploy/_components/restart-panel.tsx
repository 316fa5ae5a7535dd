'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { RestartPlanChoice } from '@/app/_components/restart-plan/restart-plan-choice';
import { Panel } from '@/app/_ui/panel';

type RestartPanelProps = Pick<ComponentProps<typeof RestartPlanChoice>, 'plan' | 'value' | 'onChange'> & {
  /** Whether the deploy sends or removes anything. */
  sends: boolean;
};

/** How the app takes up what is sent, and why it must be restarted for it. */
export function RestartPanel({ plan, sends, value, onChange }: RestartPanelProps) {
  const t = useTranslations('deploy.restartPanel');
  return (
    <Panel title={t('title')} description={t(sends ? 'needed' : 'notNeeded')}>
      <RestartPlanChoice plan={plan} value={value} onChange={onChange} allowNone />
    </Panel>
  );
}
