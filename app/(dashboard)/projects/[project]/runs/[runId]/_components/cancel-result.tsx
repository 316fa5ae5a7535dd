'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { Message } from '@/app/_ui/message';
import type { RunView } from '@/lib/runs/view';

/** What came of the last request to cancel, in plain words, with what Azure said to it. */
export function CancelResult({ outcome, error }: NonNullable<RunView['cancelOutcome']>) {
  const t = useTranslations('run.cancelOutcome');
  const level = outcome === 'request-failed' || outcome === 'still-pending' ? 'warning' : 'info';
  // The run ends with the very error that a deployment had failed with: it is shown as the run's own.
  const own = outcome === 'too-late-failed' ? undefined : error;
  return (
    <>
      <Message level={level} title={t(outcome)} />
      {own && <ErrorMessage error={own} />}
    </>
  );
}
