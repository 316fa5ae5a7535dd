'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchJson } from '@/app/_components/fetch-json';
import type { ResourceGroup } from '@/lib/azure/resource-groups';
import type { Subscription } from '@/lib/azure/subscriptions';
import type { listTenantSignIns } from '@/lib/azure/tenants';
import { keepTarget } from '../target-actions';
import { chosenByText, type Target, targetOf, tenantOf } from './target';
import { useAzureList } from './use-azure-list';

export type TenantSignIn = Awaited<ReturnType<typeof listTenantSignIns>>[number];

/**
 * The three choices, each from the list that the one before it opens; without a choice the first entry counts. What has been
 * chosen holds as long as `initial` stays the same: files that are read again are another beginning. A complete choice is
 * kept on the server.
 */
export function useTarget(projectId: string, initial: Partial<Target>) {
  const queries = useQueryClient();
  const beginning = JSON.stringify(initial);
  const [choice, setChoice] = useState({ beginning, chosen: initial });
  const chosen = choice.beginning === beginning ? choice.chosen : initial;
  const choose = (next: Partial<Target>) => setChoice({ beginning, chosen: next });

  const tenants = useAzureList<TenantSignIn>('tenants');
  const lookedUp = useQuery({
    queryKey: ['azure', 'subscription', chosen.subscriptionId],
    queryFn: async ({ signal }) => [
      await fetchJson<Subscription>(`/api/v1/azure/subscriptions/${chosen.subscriptionId}`, signal),
    ],
    enabled: !chosen.tenantId && chosen.subscriptionId !== undefined,
    retry: false,
  });
  const found = lookedUp.isError ? null : lookedUp.data?.[0];
  const tenantId = tenantOf(chosen, tenants.data, found);
  const tenant = tenants.data?.find(({ id }) => id === tenantId);
  const refused = tenant?.signIn.state === 'refused' ? tenant.signIn.error : undefined;
  const subscriptions = useAzureList<Subscription>('subscriptions', { tenantId }, { enabled: !refused });
  const subscriptionId = chosen.subscriptionId ?? (refused ? undefined : subscriptions.data?.[0]?.id);
  // While the lookup runs, nothing is known of the subscription, not even where to sign in.
  const groups = useAzureList<ResourceGroup>(
    'resource-groups',
    { subscriptionId },
    { enabled: tenantId !== undefined && !refused },
  );
  const resourceGroup = chosen.resourceGroup ?? groups.data?.[0]?.name;
  const target = refused
    ? undefined
    : targetOf({ tenantId, subscriptionId, resourceGroup }, subscriptions.data);

  const kept = chosen !== initial && target ? JSON.stringify(target) : undefined;
  useEffect(() => {
    // A choice that could not be kept still holds on this page; the next one is kept again.
    if (kept) void keepTarget(projectId, JSON.parse(kept)).catch(() => undefined);
  }, [projectId, kept]);

  return {
    target,
    tenantId,
    subscriptionId,
    resourceGroup,
    tenants,
    tenant,
    refused,
    lookedUp,
    subscriptions,
    groups,
    group: groups.data?.find(({ name }) => name === resourceGroup),
    chooseTenant: (id: string) => choose({ tenantId: id }),
    chooseSubscription: (id: string) => choose({ tenantId, subscriptionId: id }),
    chooseGroup: (name: string) => choose({ tenantId, subscriptionId, resourceGroup: name }),
    /** Takes a pasted id; false for a text that is none. */
    chooseByText: (text: string): boolean => {
      const next = chosenByText(text, tenants.data);
      if (next) choose(next);
      return next !== undefined;
    },
    /** Chooses a group that has just been made, once the list has it. */
    chooseCreated: async (name: string) => {
      await queries.invalidateQueries({ queryKey: ['azure', 'resource-groups'] });
      choose({ tenantId, subscriptionId, resourceGroup: name });
    },
  };
}

export type TargetChoice = ReturnType<typeof useTarget>;
