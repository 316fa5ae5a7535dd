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
import { Checkbox } from '@/app/_ui/checkbox';
import { Skeleton } from '@/app/_ui/skeleton';
import type { RollbackPlan } from '@/lib/deployment/revisions/plan-rollback';
import type { RollbackInput } from '@/lib/deployment/revisions/rollback-input';
import { rollBack } from '../actions';
import { RollbackSteps } from './rollback-steps';

type RollbackQuestionProps = {
  projectId: string;
  to: RollbackInput;
  name: string;
  onBack: () => void;
};

/** What a roll back would do, and whether to do it. A revision's code comes with it unless that is ticked off. */
export function RollbackQuestion({ projectId, to, name, onBack }: RollbackQuestionProps) {
  const t = useTranslations('operate.revisions.rollback');
  const router = useRouter();
  const [withCode, setWithCode] = useState(true);
  const choice = to.revision !== undefined && to.snapshot !== undefined;
  const input: RollbackInput = choice && !withCode ? { revision: to.revision } : to;
  const going = useAction(rollBack, (started) => router.push(runPath(projectId, started)));
  const query = new URLSearchParams(Object.entries(input));
  const plan = useQuery({
    queryKey: ['rollback', projectId, query.toString()],
    queryFn: ({ signal }) =>
      fetchJson<RollbackPlan>(`/api/v1/projects/${projectId}/rollback?${query}`, signal),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="font-mono text-xs wrap-anywhere">{name}</p>
      {choice && (
        <Checkbox checked={withCode} onChange={setWithCode}>
          {t('withCode')}
        </Checkbox>
      )}
      <ListErrors lists={[plan]} />
      {plan.isPending && <Skeleton className="h-24" />}
      {plan.data && <RollbackSteps projectId={projectId} input={input} plan={plan.data} />}
      {going.error && <ErrorMessage error={going.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{t('back')}</Button>
        <Button
          variant="primary"
          disabled={!plan.data}
          pending={going.pending}
          onClick={() => going.run(projectId, input)}
        >
          {t('go')}
        </Button>
      </div>
    </div>
  );
}
