import 'server-only';
import { isReference } from '@/lib/config/key-vault-reference';
import { parameterNames } from '@/lib/config/parameters-schema';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';
import { withoutNulls } from '@/lib/provisioning/template';
import { declaredName, isSecure, lackingNames } from '@/lib/provisioning/template-facts';

/** Whether the template takes what is to be given to it and is given what it needs. */
export async function checkTemplate(facts: Facts): Promise<Finding> {
  const template = await facts.template();
  const given = withoutNulls(facts.parameters);
  const unknown = Object.keys(given).filter((name) => declaredName(template, name) === undefined);
  if (unknown.length > 0) {
    return failed(
      `The project's template does not declare ${listed(unknown)}, which the parameters give a value.`,
      unknown.some((name) => parameterNames.some((known) => known === name))
        ? 'Leave these fields empty, or take over the newer template.'
        : 'Declare them in infra/provision/inference.bicep and compile it, or take them out of the parameters.',
    );
  }
  const open = Object.keys(given).filter((name) => isReference(given[name]) && !isSecure(template, name));
  if (open.length > 0) {
    return failed(
      `The project's template does not take ${listed(open)} as a secret, which the parameters take from a Key Vault.`,
      'Put @secure() before them in infra/provision/inference.bicep and compile that, or give them values.',
    );
  }
  // What Slipway fills in by itself depends on what is there, so it is asked for only where it matters.
  const lacking = lackingNames(template, given);
  const missing = lacking.length > 0 ? lackingNames(template, await facts.values()) : [];
  if (missing.length > 0) {
    return failed(
      `The project's template needs a value for ${listed(missing)}.`,
      'Fill these parameters in, or give them a default in the template.',
    );
  }
  const count = Object.keys(template.parameters).length;
  return passed(`The template declares ${count} parameters, and everything it needs is given.`);
}

const listed = (names: readonly string[]) => names.join(', ');
