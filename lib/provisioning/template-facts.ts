import 'server-only';
import { z } from 'zod';
import type { Template } from '@/lib/provisioning/template';
import { uniqueString } from '@/lib/provisioning/unique-string';

/** The one form in which these templates make up names; Bicep compiles `'ailog${substring(uniqueString(…), 0, 5)}'` to it. */
const MADE_UP_NAME =
  /^\[format\('([\w-]*)\{0\}', substring\(uniqueString\(resourceGroup\(\)\.id\), 0, (\d+)\)\)\]$/;

const setting = z.looseObject({ name: z.string() });

/** A template's own spelling of a parameter, which ARM reads in any case; undefined when it declares none of that name. */
export function declaredName({ parameters }: Template, name: string): string | undefined {
  return Object.keys(parameters).find((declared) => declared.toLowerCase() === name.toLowerCase());
}

/** Whether what a template takes under that name is a secret, which ARM then tells nobody. */
export function isSecure(template: Template, name: string): boolean {
  return /^secure(string|object)$/i.test(
    String(template.parameters[declaredName(template, name) ?? '']?.type),
  );
}

/** What a template needs and these values do not give: neither a default stands for it nor may it be null. */
export function lackingNames({ parameters }: Template, values: Record<string, unknown>): string[] {
  const given = new Set(Object.keys(values).map((name) => name.toLowerCase()));
  return Object.entries(parameters)
    .filter(([, { defaultValue, nullable }]) => defaultValue === undefined && nullable !== true)
    .map(([name]) => name)
    .filter((name) => !given.has(name.toLowerCase()));
}

/** The name that a null parameter gets in a resource group; undefined when only ARM could tell. */
export function templateDefaultName(template: Template, name: string, groupId: string): string | undefined {
  const value = template.parameters[declaredName(template, name) ?? '']?.defaultValue;
  if (typeof value !== 'string') return undefined;
  const madeUp = MADE_UP_NAME.exec(value);
  if (madeUp) return `${madeUp[1]}${uniqueString(groupId).slice(0, Number(madeUp[2]))}`;
  return value.startsWith('[') ? undefined : value;
}

/**
 * The environment variables and secrets that a template gives the app by itself: whatever it spells out as a name with a
 * value or a reference to a secret.
 */
export function templateSettings(template: Template): { variables: Set<string>; secrets: Set<string> } {
  const variables = new Set<string>();
  const secrets = new Set<string>();
  JSON.parse(JSON.stringify(template), (_key, each) => {
    const parsed = setting.safeParse(each);
    if (parsed.success && ('value' in parsed.data || 'secretRef' in parsed.data)) {
      variables.add(parsed.data.name);
      secrets.add(parsed.data.name);
    }
    return each;
  });
  return { variables, secrets };
}
