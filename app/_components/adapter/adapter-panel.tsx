'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Ago } from '@/app/_components/ago';
import { ErrorMessage } from '@/app/_components/error-message';
import { ListErrors } from '@/app/_components/list-errors';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { Skeleton } from '@/app/_ui/skeleton';
import { AdapterBadge } from './adapter-badge';
import { checkAdapter } from './check-adapter';
import { ProofFacts } from './proof-facts';
import { useAdapter } from './use-adapter';

/** Whether a project's adapter is at work, when that was seen, and a button that has it looked at again. */
export function AdapterPanel({ projectId }: { projectId: string }) {
  const t = useTranslations('adapter');
  const adapter = useAdapter(projectId);
  const client = useQueryClient();
  // Until the first answer after it, so that the button does not come back in between.
  const [asked, setAsked] = useState<string>();
  const action = useAction(checkAdapter, ({ runId }) => {
    setAsked(runId);
    return client.invalidateQueries({ queryKey: ['adapter', projectId] });
  });
  if (adapter.isError) return <ListErrors lists={[adapter]} />;
  if (!adapter.data) return <Skeleton className="h-32" />;
  if (adapter.data.state === 'not-provisioned') return null;
  const { proof, checkedBy } = adapter.data;
  const checking =
    checkedBy !== null ||
    action.pending ||
    (adapter.isFetching && asked !== undefined && proof?.runId !== asked);
  return (
    <Panel
      title={t('title')}
      description={t('description')}
      flush
      actions={
        <span className="flex flex-wrap items-center gap-3">
          <AdapterBadge proof={proof} checking={checking} />
          <Button pending={checking} onClick={() => action.run(projectId)}>
            {t(checking ? 'checking' : 'check')}
          </Button>
        </span>
      }
    >
      {action.error && (
        <div className="p-4">
          <ErrorMessage error={action.error} />
        </div>
      )}
      {proof ? <ProofFacts proof={proof} /> : <p className="px-4 py-3 text-ink-soft">{t('never')}</p>}
      {(proof || checkedBy) && (
        <p className="flex flex-wrap gap-x-3 border-t border-line px-4 py-2 text-xs text-ink-soft">
          {proof && (
            <span>
              {t('seen')} <Ago at={proof.at} />
            </span>
          )}
          <Link
            href={`/projects/${projectId}/runs/${checkedBy ?? proof?.runId}`}
            className="text-accent underline-offset-2 hover:underline"
          >
            {t(checkedBy ? 'watch' : 'run')}
          </Link>
        </p>
      )}
    </Panel>
  );
}
