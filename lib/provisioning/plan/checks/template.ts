import 'server-only';
import { z } from 'zod';
import { parameterNames } from '@/lib/config/parameters-schema';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';

const declaring = z.object({ parameters: z.record(z.string(), z.looseObject({})).default({}) });

/** Whether the template takes what is to be given to it and is given what it needs. */
export async function checkTemplate({ template, parameters }: Facts): Promise<Finding> {
  const declared = declaring.parse(await template()).parameters;
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  const unknown = given.map(([name]) => name).filter((name) => !Object.hasOwn(declared, name));
  const lacking = Object.entries(declared)
    .filter(([name, { defaultValue }]) => defaultValue === undefined && !given.some(([key]) => key === name))
    .map(([name]) => name);
  if (unknown.length > 0) {
    return failed(
      `The project's template does not declare ${listed(unknown)}, which the parameters give a value.`,
      unknown.some((name) => parameterNames.some((known) => known === name))
        ? 'Leave these fields empty, or take over the newer template.'
        : 'Declare them in infra/provision/inference.bicep and compile it, or take them out of the parameters.',
    );
  }
  if (lacking.length > 0) {
    return failed(
      `The project's template needs a value for ${listed(lacking)}.`,
      'Fill these parameters in, or give them a default in the template.',
    );
  }
  return passed(
    `The template declares ${Object.keys(declared).length} parameters, and everything it needs is given.`,
  );
}

const listed = (names: readonly string[]) => names.join(', ');
