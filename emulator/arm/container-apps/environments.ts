import { createHash } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { MANAGED_ENVIRONMENT } from '../kinds/kind-names.ts';
import { isWithin, parseResourceId, sameText } from '../resource-id.ts';

const DOMAIN_HASH_BYTES = 4;
const DOMAIN_WORDS = [
  'agreeable',
  'calm',
  'gentle',
  'happy',
  'kind',
  'lively',
  'mango',
  'proud',
  'wonderful',
];

/** The domain of an environment's apps. Not stored: its ending and port may be others at the next start. */
export function defaultDomain(context: EmulatorContext, environment: Resource): string {
  return context.names.appDomain(String(environment.properties.domainPrefix));
}

/** The part of the domain that is an environment's own: `calm-0a1b2c3d.eastus`. */
export function newDomainPrefix(id: string, location: string): string {
  const hash = createHash('sha256').update(id.toLowerCase()).digest();
  const word = DOMAIN_WORDS[hash.readUInt8(hash.length - 1) % DOMAIN_WORDS.length];
  return `${word}-${hash.subarray(0, DOMAIN_HASH_BYTES).toString('hex')}.${location}`;
}

/** The environment with that id, if it is there. */
export function findEnvironment(context: EmulatorContext, id: string): Resource | undefined {
  const parsed = parseResourceId(id);
  if (!parsed || !sameText(parsed.type, MANAGED_ENVIRONMENT)) return undefined;
  return context.state.resources.get(parsed.id);
}

/** All environments of the subscription, or those in one of its regions. */
export function environmentsIn(context: EmulatorContext, location?: string): Resource[] {
  const subscription = `/subscriptions/${context.account().subscription.id}`;
  return allEnvironments(context).filter(
    ({ id, location: own }) => isWithin(subscription, id) && (!location || own === location),
  );
}

/** The environments of every subscription. */
export function allEnvironments(context: EmulatorContext): Resource[] {
  return context.state.resources.values().filter(({ type }) => type === MANAGED_ENVIRONMENT);
}
