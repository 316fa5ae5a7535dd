import 'server-only';
import { type NameParameter, nameParameters, topLevelTypes } from '@/lib/provisioning/names/name-parameters';

const typeByParameter: Readonly<Record<NameParameter, string>> = {
  ...topLevelTypes,
  fileShareName: 'microsoft.storage/storageaccounts/fileservices/shares',
  acaEnvironmentStorageName: 'microsoft.app/managedenvironments/storages',
};

export type PlannedNames = Partial<Record<NameParameter, string>>;

/**
 * The name of each resource: the one that is given, or what the template makes of it, which its validation tells. Where the template
 * has several of a type, the first is meant.
 */
export function plannedNames(values: Record<string, unknown>, validatedIds: readonly string[]): PlannedNames {
  const made = validatedIds.map((id) => ({ type: typeOf(id), name: id.split('/').at(-1) }));
  return Object.fromEntries(
    nameParameters.flatMap((parameter) => {
      const found = made.find(({ type }) => type === typeByParameter[parameter])?.name;
      const given = values[parameter];
      const name = typeof given === 'string' ? given : found;
      return name ? [[parameter, name]] : [];
    }),
  );
}

/** Type of a resource by its id, in lower case: every second part after the provider. */
function typeOf(id: string): string {
  const [namespace = '', ...pairs] = (id.split('/providers/').at(-1) ?? '').split('/');
  return [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
}
