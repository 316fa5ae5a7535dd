import 'server-only';
import { plainLocation } from '@/lib/azure/providers';
import { topLevelTypes } from '@/lib/provisioning/names/name-parameters';
import type { Facts } from '@/lib/provisioning/plan/facts';

type Named = keyof typeof topLevelTypes;

/** How long Azure lets a name be. */
const MAX_LENGTH: Readonly<Record<Named, number>> = {
  acaAppName: 32,
  acaEnvironmentName: 60,
  storageAccountName: 24,
  acaLogAnalyticsName: 63,
};

/** A name after another one that nothing of its kind in the group has: `aienv` and `gpu` make `aienv-gpu`, and then `aienv-gpu2`. */
export async function freshName(
  { resources }: Facts,
  parameter: Named,
  name: string,
  suffix: string,
): Promise<string> {
  const type = topLevelTypes[parameter];
  const taken = (await resources()).filter((each) => each.type.toLowerCase() === type);
  for (let count = 1; ; count++) {
    const ending = `-${suffix}${count > 1 ? count : ''}`;
    // An account takes letters and digits only.
    const allowed = parameter === 'storageAccountName' ? ending.replaceAll('-', '') : ending;
    const start = name.slice(0, Math.max(1, MAX_LENGTH[parameter] - allowed.length)).replace(/-+$/, '');
    const fresh = start + allowed;
    if (!taken.some((each) => each.name.toLowerCase() === fresh.toLowerCase())) return fresh;
  }
}

/** Names for what is there already in another region: Azure moves nothing, so that all of it is made anew there. */
export async function namesElsewhere(facts: Facts, location: string): Promise<Record<string, string>> {
  const [names, resources] = await Promise.all([facts.names(), facts.resources()]);
  const fresh: Record<string, string> = {};
  for (const parameter of [
    'storageAccountName',
    'acaLogAnalyticsName',
    'acaEnvironmentName',
    'acaAppName',
  ] as const) {
    const name = names[parameter];
    const there = resources.find(
      (each) =>
        each.type.toLowerCase() === topLevelTypes[parameter] &&
        each.name.toLowerCase() === name?.toLowerCase(),
    );
    if (name && there && plainLocation(there.location) !== location) {
      fresh[parameter] = await freshName(facts, parameter, name, location);
    }
  }
  return fresh;
}
