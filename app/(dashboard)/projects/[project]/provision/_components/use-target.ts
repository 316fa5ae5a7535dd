'use client';

import { useState } from 'react';
import type { listResourceGroups } from '@/lib/azure/resource-groups';
import type { listSubscriptions } from '@/lib/azure/subscriptions';
import type { listTenants } from '@/lib/azure/tenants';
import type { Target } from './target';
import { useAzureList } from './use-azure-list';

type Tenant = Awaited<ReturnType<typeof listTenants>>[number];
type Subscription = Awaited<ReturnType<typeof listSubscriptions>>[number];
type ResourceGroup = Awaited<ReturnType<typeof listResourceGroups>>[number];

/** The three choices, each from the list that the one before it opens; without a choice the first entry counts. */
export function useTarget(initial: Partial<Target>) {
  const [chosen, choose] = useState(initial);

  const tenants = useAzureList<Tenant>('tenants');
  const tenantId = chosen.tenantId ?? tenants.data?.[0]?.id;
  const subscriptions = useAzureList<Subscription>('subscriptions', { tenantId });
  const subscriptionId = chosen.subscriptionId ?? subscriptions.data?.[0]?.id;
  const groups = useAzureList<ResourceGroup>('resource-groups', { subscriptionId });
  const resourceGroup = chosen.resourceGroup ?? groups.data?.[0]?.name;

  const target: Target | undefined =
    subscriptionId && resourceGroup ? { tenantId, subscriptionId, resourceGroup } : undefined;

  return {
    target,
    tenantId,
    subscriptionId,
    resourceGroup,
    tenants,
    subscriptions,
    groups,
    group: groups.data?.find(({ name }) => name === resourceGroup),
    chooseTenant: (id: string) => choose({ tenantId: id }),
    chooseSubscription: (id: string) => choose({ tenantId, subscriptionId: id }),
    chooseGroup: (name: string) => choose({ tenantId, subscriptionId, resourceGroup: name }),
  };
}

export type TargetChoice = ReturnType<typeof useTarget>;
