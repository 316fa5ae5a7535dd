import 'server-only';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';

/** Whether the subscription is registered to use what the template makes. */
export async function checkProviders({ providers }: Facts): Promise<Finding> {
  const found = await providers();
  const named = (state: string) => found.filter((each) => each.state === state).map((each) => each.namespace);
  const [missing, coming] = [named('unregistered'), named('registering')];
  if (missing.length > 0) {
    return failed(
      `The subscription is not registered to use ${missing.join(', ')}.`,
      'Register what is missing; Azure takes a minute or two.',
      [{ type: 'register-providers', namespaces: missing }],
    );
  }
  if (coming.length > 0) {
    return warning(
      `Azure is still registering ${coming.join(', ')}.`,
      'Wait a minute, then make the plan again.',
    );
  }
  return passed(`The subscription is registered to use ${found.map((each) => each.namespace).join(', ')}.`);
}
