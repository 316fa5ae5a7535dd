'use client';

import { useState } from 'react';
import type { listResourceGroups } from '@/lib/azure/resource-groups';
import type { listSubscriptions } from '@/lib/azure/subscriptions';
import type { listTenantSignIns } from '@/lib/azure/tenants';
import { type Target, targetOf, tenantOf } from './target';
import { useAzureList } from './use-azure-list';

type Tenant = Awaited<ReturnType<typeof listTenantSignIns>>[number];
type Subscription = Awaited<ReturnType<typeof listSubscriptions>>[number];
type ResourceGroup = Awaited<ReturnType<typeof listResourceGroups>>[number];

/**
 * The three choices, each from the list that the one before it opens; without a choice the first entry counts. What has been
 * chosen holds as long as `initial` stays the same: files that are read again are another beginning.
 */
export function useTarget(initial: Partial<Target>) {
  const beginning = JSON.stringify(initial);
  const [choice, setChoice] = useState({ beginning, chosen: initial });
  const chosen = choice.beginning === beginning ? choice.chosen : initial;
  const choose = (next: Partial<Target>) => setChoice({ beginning, chosen: next });

  const tenants = useAzureList<Tenant>('tenants');
  const everywhere = useAzureList<Subscription>(
    'subscriptions',
    {},
    { enabled: !chosen.tenantId && chosen.subscriptionId !== undefined },
  );
  const tenantId = tenantOf(chosen, tenants.data, everywhere.data);
  const subscriptions = useAzureList<Subscription>('subscriptions', { tenantId });
  const subscriptionId = chosen.subscriptionId ?? subscriptions.data?.[0]?.id;
  const groups = useAzureList<ResourceGroup>('resource-groups', { subscriptionId });
  const resourceGroup = chosen.resourceGroup ?? groups.data?.[0]?.name;

  return {
    target: targetOf({ tenantId, subscriptionId, resourceGroup }, subscriptions.data),
    tenantId,
    subscriptionId,
    resourceGroup,
    tenants,
    everywhere,
    subscriptions,
    groups,
    group: groups.data?.find(({ name }) => name === resourceGroup),
    chooseTenant: (id: string) => choose({ tenantId: id }),
    chooseSubscription: (id: string) => choose({ tenantId, subscriptionId: id }),
    chooseGroup: (name: string) => choose({ tenantId, subscriptionId, resourceGroup: name }),
  };
}

export type TargetChoice = ReturnType<typeof useTarget>;
