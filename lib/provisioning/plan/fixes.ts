import 'server-only';
import type { ComputeProfile } from '@/lib/azure/compute-profiles';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { freshName, namesElsewhere } from '@/lib/provisioning/plan/fresh-names';
import type { CheckFix } from '@/lib/provisioning/plan/plan';

/** Another region for everything, under new names where something is there already. `note`: why that one. */
export async function moveTo(facts: Facts, location: string, note?: string): Promise<CheckFix> {
  const names = await namesElsewhere(facts, location);
  const anew = Object.keys(names).length > 0 ? ' and new names' : '';
  return {
    type: 'set-parameters',
    label: `Use ${location}${anew}${bracketed(note)}`,
    values: { location, ...names },
  };
}

/** Another place to compute. */
export const computeOn = ({ name, title }: ComputeProfile, note?: string): CheckFix => ({
  type: 'set-parameters',
  label: `Use ${title}${bracketed(note)}`,
  values: { gpuProfile: name },
});

/** A new environment beside the named one. An app stays in its environment for good, so that one comes with it. */
export async function anotherEnvironment(facts: Facts, name: string, note?: string): Promise<CheckFix> {
  const another = await freshName(facts, 'acaEnvironmentName', name, 'gpu');
  const [app, appName] = await Promise.all([facts.app(), facts.nameOf('acaAppName')]);
  const freshApp = app && appName ? await freshName(facts, 'acaAppName', appName, 'gpu') : undefined;
  return {
    type: 'set-parameters',
    label: `Make the environment ${another}${bracketed(note)}`,
    values: { acaEnvironmentName: another, ...(freshApp && { acaAppName: freshApp }) },
  };
}

export const askForQuota: CheckFix = {
  type: 'open-link',
  label: 'Ask for quota',
  href: 'https://learn.microsoft.com/azure/container-apps/quota-requests',
};

const bracketed = (note: string | undefined) => (note ? ` (${note})` : '');
