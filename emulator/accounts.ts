import { sameText } from './arm/resource-id.ts';
import type { EmulatorContext } from './context.ts';
import type { Account, Subscription, Tenant } from './state/models.ts';

type Changes = Pick<Subscription, 'tags' | 'unregistered' | 'registering'>;

/** Every tenant that is played here; the first one is where whoever asks is at home. */
export function tenantsOf(context: EmulatorContext): [Tenant, ...Tenant[]] {
  const { tenant, subscription, unregistered, tenants = [] } = stored(context);
  return [{ ...tenant, subscriptions: [{ ...subscription, unregistered }] }, ...tenants];
}

/** The tenant that a subscription belongs to, and the subscription; undefined for one that is not here. */
export function findSubscription(
  context: EmulatorContext,
  id: string,
): { tenant: Tenant; subscription: Subscription } | undefined {
  for (const tenant of tenantsOf(context)) {
    const subscription = tenant.subscriptions.find((each) => sameText(each.id, id));
    if (subscription) return { tenant, subscription };
  }
  return undefined;
}

/** The same local Azure as one subscription has it: `account()` tells of that one and its tenant. */
export function inSubscription(context: EmulatorContext, id: string): EmulatorContext {
  return {
    ...context,
    account() {
      const found = findSubscription(context, id);
      if (!found) throw new Error(`There is no subscription '${id}'.`);
      const { unregistered, ...subscription } = found.subscription;
      return { ...stored(context), tenant: found.tenant, subscription, unregistered };
    },
  };
}

/** Writes what can change of the subscription that `account()` tells of. */
export function updateSubscription(context: EmulatorContext, changes: Changes): void {
  const account = stored(context);
  const { id } = context.account().subscription;
  const changed = (subscription: Subscription): Subscription =>
    subscription.id === id ? { ...subscription, ...changes } : subscription;
  const { unregistered, ...subscription } = changed({
    ...account.subscription,
    unregistered: account.unregistered,
  });
  const tenants = account.tenants?.map((tenant) => ({
    ...tenant,
    subscriptions: tenant.subscriptions.map(changed),
  }));
  context.state.account.put('account', { ...account, subscription, unregistered, tenants });
}

/** The home tenant's document, which holds all others. */
function stored({ state }: EmulatorContext): Account {
  const account = state.account.get('account');
  if (!account) throw new Error('The account has not been opened yet.');
  return account;
}
