import 'server-only';
import type { ComputeProfile } from '@/lib/azure/compute-profiles';
import type { ManagedEnvironment } from '@/lib/azure/environments';
import { profileNames } from '@/lib/provisioning/deployment-parameters';
import type { Template } from '@/lib/provisioning/template';
import { declaredName } from '@/lib/provisioning/template-facts';

/**
 * How an environment goes with a profile. `has`: it is there; `adds`: an update brings it; `no-profiles`: it can be given none;
 * `other-type`: what the template would call so is of another type; `no-nodes`: nodes come only with a new environment,
 * and those that are there are called `under`.
 */
export type ProfileFit =
  | { fit: 'has' }
  | { fit: 'adds' }
  | { fit: 'no-profiles' }
  | { fit: 'other-type'; name: string; type: string }
  | { fit: 'no-nodes'; under?: { name: string; called: string } };

/** Whether the app that the template makes could compute on that profile in an environment that is there already. */
export function profileFit(
  { profiles }: ManagedEnvironment,
  template: Template,
  { name: type, dedicated }: ComputeProfile,
): ProfileFit {
  if (!profiles) return { fit: 'no-profiles' };
  // A template of somebody's own may call its profiles as it likes.
  const called = declaredName(template, 'gpuProfile') && profileNames[type];
  const named = called ? profiles.find((each) => same(each.name, called)) : undefined;
  if (named && !same(named.type, type)) return { fit: 'other-type', name: named.name, type: named.type };
  const ofType = profiles.find((each) => same(each.type, type));
  if (called ? named : ofType) return { fit: 'has' };
  if (!dedicated) return { fit: 'adds' };
  return { fit: 'no-nodes', ...(called && ofType && { under: { name: ofType.name, called } }) };
}

/** Whether the app can compute there, at once or by what the update brings. */
export function fits({ fit }: ProfileFit): boolean {
  return fit === 'has' || fit === 'adds';
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
