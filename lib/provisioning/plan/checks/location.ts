import 'server-only';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';
import { moveTo } from '@/lib/provisioning/plan/fixes';

const NEEDED = [
  ['Microsoft.App', 'managedenvironments'],
  ['Microsoft.App', 'containerapps'],
  ['Microsoft.OperationalInsights', 'workspaces'],
  ['Microsoft.Storage', 'storageaccounts'],
] as const;

const MAX_FIXES = 4;

/** Whether everything that the template makes is offered in the region. */
export async function checkLocation(facts: Facts): Promise<Finding> {
  const [location, group, providers] = await Promise.all([
    facts.location(),
    facts.group(),
    facts.providers(),
  ]);
  const regions = NEEDED.map(([namespace, type]) => ({
    type: `${namespace}/${type}`,
    offered: providers.find((each) => each.namespace === namespace)?.locations.get(type) ?? [],
  }));
  // A provider that lists no regions says nothing about them.
  const lacking = regions.filter(({ offered }) => offered.length > 0 && !offered.includes(location));
  if (lacking.length > 0) {
    const [first = [], ...rest] = regions.map(({ offered }) => offered).filter(({ length }) => length > 0);
    const everywhere = first.filter((region) => rest.every((offered) => offered.includes(region)));
    return failed(
      `${lacking.map(({ type }) => type).join(', ')} cannot be made in ${location}.`,
      'Choose a region that offers them.',
      await Promise.all(everywhere.slice(0, MAX_FIXES).map((region) => moveTo(facts, region))),
    );
  }
  if (facts.parameters.location && facts.parameters.location !== group.location) {
    return warning(
      `New resources go to ${location}, while the resource group is in ${group.location}.`,
      `This works; leave the location empty to stay in ${group.location}.`,
    );
  }
  return passed(`All that the template makes is offered in ${location}.`);
}
