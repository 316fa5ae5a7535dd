import { checkRange, firstDuplicate, invalidField, refused } from './refusals.ts';
import type { AppTemplate, ScaleRule } from './template-schema.ts';

const MAX_REPLICAS = 1000;
const MAX_SECONDS = 2_147_483_647;
const FIELD = 'template.scale';

/** Checks how many replicas a revision may have, and by which rules. Throws ArmError. */
export function checkScale(scale: AppTemplate['scale'], secrets: Record<string, string>): void {
  const { minReplicas, maxReplicas, cooldownPeriod, pollingInterval, rules = [] } = scale;
  checkRange(`${FIELD}.minReplicas`, minReplicas, 0, MAX_REPLICAS);
  checkRange(`${FIELD}.maxReplicas`, maxReplicas, 1, MAX_REPLICAS);
  if ((minReplicas ?? 0) > maxReplicas) {
    throw invalidField(
      `${FIELD}.minReplicas`,
      `Invalid value: ${minReplicas}: must not be greater than maxReplicas, which is ${maxReplicas}`,
    );
  }
  checkRange(`${FIELD}.cooldownPeriod`, cooldownPeriod, 0, MAX_SECONDS);
  checkRange(`${FIELD}.pollingInterval`, pollingInterval, 1, MAX_SECONDS);
  const twice = firstDuplicate(rules.map(({ name }) => name));
  if (twice !== undefined) throw invalidField(`${FIELD}.rules`, `Duplicate value: "${twice}"`);
  for (const rule of rules) checkRule(rule, secrets);
}

function checkRule({ name, ...kinds }: ScaleRule, secrets: Record<string, string>): void {
  const given = Object.values(kinds).filter((kind) => kind !== undefined);
  if (name === '' || given.length !== 1) {
    throw invalidField(
      `${FIELD}.rules.${name}`,
      'Invalid value: a rule needs a name and one of azureQueue, custom, http and tcp',
    );
  }
  for (const { secretRef } of given.flatMap(({ auth }) => auth ?? [])) {
    if (Object.hasOwn(secrets, secretRef)) continue;
    throw refused(
      'ContainerAppSecretRefNotFound',
      `SecretRef '${secretRef}' defined for scale rule '${name}' not found.`,
    );
  }
}
