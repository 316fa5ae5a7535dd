'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { fetchJson } from '@/app/_components/fetch-json';
import { Button } from '@/app/_ui/button';
import type { ProviderState } from '@/lib/azure/providers';
import type { FixTools } from './fix-tools';
import { useFixRequest } from './use-fix-request';

const LOOK_INTERVAL_MS = 1_000;

/** Registers the subscription for resource providers, and shows how far each is: Azure takes a minute or two. */
export function RegisterButton({ namespaces, tools }: { namespaces: string[]; tools: FixTools }) {
  const t = useTranslations('provision.plan');
  const { target } = tools;
  const register = useFixRequest('/api/v1/azure/providers/register', tools.onFixed);
  const keys = {
    ...(target?.tenantId && { tenantId: target.tenantId }),
    subscriptionId: target?.subscriptionId ?? '',
  };
  const { data: states } = useQuery({
    queryKey: ['azure', 'providers', keys],
    queryFn: ({ signal }) =>
      fetchJson<{ namespace: string; state: ProviderState }[]>(
        `/api/v1/azure/providers?${new URLSearchParams(keys)}`,
        signal,
      ),
    enabled: register.pending,
    refetchInterval: LOOK_INTERVAL_MS,
  });
  return (
    <>
      <Button
        pending={register.pending}
        disabled={!target}
        onClick={() => register.send({ ...keys, namespaces })}
      >
        {t('register', { count: namespaces.length })}
      </Button>
      {register.pending && (
        <div role="status" className="basis-full text-xs">
          <ul>
            {namespaces.map((namespace) => {
              const state = states?.find((each) => each.namespace === namespace)?.state;
              return (
                <li key={namespace}>
                  <span className="font-mono">{namespace}</span>{' '}
                  <span className={state === 'registered' ? 'text-good' : 'text-ink-soft'}>
                    {t('registration', { state: state ?? 'unregistered' })}
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {register.error && <ErrorMessage error={register.error} />}
    </>
  );
}
