import 'server-only';
import { plainLocation } from '@/lib/azure/providers';
import { isAccountNameFree } from '@/lib/azure/storage-accounts';
import { type NameFacts, resourceOf, same } from '@/lib/provisioning/names/name-facts';
import type { NameFate, topLevelTypes } from '@/lib/provisioning/names/name-parameters';
import { profileFit } from '@/lib/provisioning/plan/profile-fit';

export type Verdict = { fate: NameFate; reason: string };

/** States in which Azure takes an update. */
const SETTLED = /^(succeeded|canceled|updating|inprogress)$/i;

/** An app that is there is updated, where Azure takes that. */
export function judgeApp(facts: NameFacts): Verdict {
  const { app, names } = facts;
  if (!app) return judgeByPlace(facts, 'acaAppName');
  const environment = names.acaEnvironmentName.name;
  if (environment && app.environmentName && !same(app.environmentName, environment)) {
    return conflict(
      `The app runs in the environment ${app.environmentName}, and an app cannot be moved to another one.`,
    );
  }
  const elsewhere = atLocation(facts, 'acaAppName');
  if (elsewhere) return elsewhere;
  if (/deleting/i.test(app.state)) return conflict('The app is being deleted.');
  if (names.acaAppName.origin === 'given') {
    return { fate: 'update', reason: 'It is there: its container is replaced by that of this project.' };
  }
  return { fate: 'update', reason: 'It is there: it gets a new revision.' };
}

/** An environment that is there must be able to have the profile. */
export function judgeEnvironment(facts: NameFacts): Verdict {
  const { environment, template, profile } = facts;
  if (!environment) return judgeByPlace(facts, 'acaEnvironmentName');
  const elsewhere = atLocation(facts, 'acaEnvironmentName');
  if (elsewhere) return elsewhere;
  if (!SETTLED.test(environment.state)) {
    return conflict(`It is in the state ${environment.state}, in which Azure takes no update.`);
  }
  const found = profileFit(environment, template, profile);
  switch (found.fit) {
    case 'has':
      return { fate: 'reuse', reason: 'It is there, and has the profile.' };
    case 'adds':
      return { fate: 'update', reason: `It is there, and gets the profile ${profile.name}.` };
    case 'no-profiles':
      return conflict('It is of the older kind that has no workload profiles and can be given none.');
    case 'other-type':
      return conflict(`Its profile ${found.name} is of the type ${found.type} and not ${profile.name}.`);
    case 'no-nodes':
      return conflict(
        found.under
          ? `It has ${profile.name} under the name ${found.under.name}, while the template looks for ${found.under.called}.`
          : `It lacks ${profile.name}, which comes only with a new environment.`,
      );
  }
}

/** An account that is there is used again; a new one needs a name that nobody in all of Azure has. */
export async function judgeAccount(facts: NameFacts, signal?: AbortSignal): Promise<Verdict> {
  const { names, target } = facts;
  const { name } = names.storageAccountName;
  if (resourceOf(facts, 'storageAccountName')) {
    return (
      atLocation(facts, 'storageAccountName') ?? { fate: 'reuse', reason: 'It is there, with its files.' }
    );
  }
  if (!name || (await isAccountNameFree(target.subscriptionId, name, signal)).free) return created();
  return conflict('Somebody has an account of that name already; the name must be new in all of Azure.');
}

/** A share that is there is used again with its files. */
export function judgeShare({ names, shares }: NameFacts): Verdict {
  const { name } = names.fileShareName;
  return shares.some((each) => same(each, name))
    ? { fate: 'reuse', reason: 'It is there, with its files.' }
    : { fate: 'create', reason: 'It is new, and will be empty.' };
}

/** A mount that is there must point to the share. */
export function judgeMount({ names, mounts }: NameFacts): Verdict {
  const mount = mounts.find(({ name }) => same(name, names.acaEnvironmentStorageName.name));
  if (!mount) return created();
  const fits =
    same(mount.accountName, names.storageAccountName.name) && same(mount.shareName, names.fileShareName.name);
  return fits
    ? { fate: 'reuse', reason: 'It is there, and points to that share.' }
    : conflict(`It points to ${mount.accountName}/${mount.shareName}, and cannot be pointed elsewhere.`);
}

/** What is there is used again, in the region where it is. */
export function judgeByPlace(facts: NameFacts, parameter: keyof typeof topLevelTypes): Verdict {
  const there = { fate: 'reuse', reason: 'It is there.' } as const;
  return atLocation(facts, parameter) ?? (resourceOf(facts, parameter) ? there : created());
}

function atLocation(facts: NameFacts, parameter: keyof typeof topLevelTypes): Verdict | undefined {
  const { location } = facts;
  const there = resourceOf(facts, parameter);
  if (!there?.location || plainLocation(there.location) === plainLocation(location)) return undefined;
  return conflict(`It is there, but in ${there.location} and not in ${location}; Azure moves no resource.`);
}

function created(): Verdict {
  return { fate: 'create', reason: 'It is new.' };
}

function conflict(reason: string): Verdict {
  return { fate: 'conflict', reason };
}
