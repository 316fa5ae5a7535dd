'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { fetchJson } from '@/app/_components/fetch-json';
import { ListErrors } from '@/app/_components/list-errors';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Skeleton } from '@/app/_ui/skeleton';
import type { RollbackPlan } from '@/lib/deployment/revisions/plan-rollback';
import { rollBack } from '../actions';
import { TemplateLines } from './template-lines';

type RollbackButtonProps = {
  projectId: string;
  name: string;
  /** Why it cannot be gone back to now. */
  reason: string | undefined;
};

/** Goes back to a revision, after showing what that does. */
export function RollbackButton({ projectId, name, reason }: RollbackButtonProps) {
  const t = useTranslations('operate.revisions.rollback');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        disabled={reason !== undefined}
        title={reason}
        aria-label={t('openOf', { name })}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </Button>
      <Dialog open={open} title={t('title')} onClose={() => setOpen(false)}>
        <RollbackQuestion projectId={projectId} name={name} onBack={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RollbackQuestion({
  projectId,
  name,
  onBack,
}: {
  projectId: string;
  name: string;
  onBack: () => void;
}) {
  const t = useTranslations('operate.revisions.rollback');
  const router = useRouter();
  const going = useAction(rollBack, (started) => router.push(runPath(projectId, started)));
  const query = new URLSearchParams({ revision: name });
  const plan = useQuery({
    queryKey: ['rollback', projectId, name],
    queryFn: ({ signal }) =>
      fetchJson<RollbackPlan>(`/api/v1/projects/${projectId}/rollback?${query}`, signal),
    gcTime: 0,
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="font-mono text-xs wrap-anywhere">{name}</p>
      <ListErrors lists={[plan]} />
      {plan.isPending && <Skeleton className="h-24" />}
      {plan.data && (
        <>
          <p>{t(`way.${plan.data.way}`)}</p>
          <p className="text-ink-soft">{t(`then.${plan.data.mode}`, { serving: plan.data.serving })}</p>
          <section aria-label={t('template')} className="max-h-72 overflow-auto">
            <h3 className="text-xs font-medium">{t('template')}</h3>
            <TemplateLines lines={plan.data.template} />
          </section>
        </>
      )}
      {going.error && <ErrorMessage error={going.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{t('back')}</Button>
        <Button
          variant="primary"
          disabled={!plan.data}
          pending={going.pending}
          onClick={() => going.run(projectId, { revision: name })}
        >
          {t('go')}
        </Button>
      </div>
    </div>
  );
}
