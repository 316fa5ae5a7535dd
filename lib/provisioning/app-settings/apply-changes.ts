import 'server-only';
import type { AppSecret, AppVariable } from '@/lib/azure/app-settings';
import type { AppError } from '@/lib/core/errors';
import type { SingleChange } from '@/lib/provisioning/app-settings/change-schema';
import { usersOf } from '@/lib/provisioning/app-settings/read';
import { settingRefused } from '@/lib/provisioning/app-settings/setting-refused';
import { shownOf } from '@/lib/provisioning/app-settings/shown';

export type Now = { variables: AppVariable[]; secretNames: string[]; secrets: AppSecret[] };
export type Changed = { variables?: AppVariable[]; secrets?: AppSecret[] };

/** What becomes of the settings by these changes, one after the other; what they do not touch is left out. */
export function applyChanges(changes: readonly SingleChange[], now: Now): Changed {
  const changed: Changed = {};
  for (const change of changes) Object.assign(changed, applyOne(change, { ...now, ...changed }));
  return changed;
}

function applyOne(change: SingleChange, now: Now): Changed {
  const { variables, secrets } = now;
  if (change.type !== 'remove-secret') requireAsSeen(change, variables);
  switch (change.type) {
    case 'set-variable':
      return { variables: put(variables, { name: change.name, value: change.value }) };
    case 'set-secret': {
      const known = variables.find(({ name }) => name === change.name)?.secretRef;
      const name = known ?? secretNameOf(change.name);
      const others = usersOf(name, now).filter((user) => user !== change.name);
      if (others.length > 0) throw inUse(name, others);
      const stored = put(secrets, { name, value: change.value });
      if (known) return { secrets: stored };
      return { secrets: stored, variables: put(variables, { name: change.name, secretRef: name }) };
    }
    case 'remove-variable':
      return { variables: without(variables, change.name) };
    case 'remove-secret': {
      const users = usersOf(change.name, now);
      if (users.length === 0) return { secrets: without(secrets, change.name) };
      throw inUse(change.name, users);
    }
  }
}

function requireAsSeen({ name, seen }: { name: string; seen?: string | undefined }, now: AppVariable[]) {
  const found = now.find((variable) => variable.name === name);
  const { value, secretRef } = found ?? {};
  const shown = shownOf(
    found && { ...(value !== undefined && { value }), ...(secretRef && { secret: secretRef }) },
  );
  if (seen === undefined || seen === shown) return;
  throw settingRefused(
    'setting_changed',
    `Somebody else has changed ${name} since this page was read.`,
    'Look at what is there now, then save again.',
    name,
  );
}

function inUse(secret: string, users: string[]): AppError {
  return settingRefused(
    'secret_in_use',
    `The secret ${secret} is read by ${users.join(', ')}.`,
    `Remove ${users.join(' and ')} first.`,
    secret,
  );
}

/** The secret that a variable reads: `hf-token` for `HF_TOKEN`. */
export function secretNameOf(variable: string): string {
  return (
    variable
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/^-+|-+$/g, '') || 'secret'
  );
}

function put<T extends { name: string }>(list: T[], entry: T): T[] {
  const at = list.findIndex(({ name }) => name === entry.name);
  return at < 0 ? [...list, entry] : list.with(at, entry);
}

function without<T extends { name: string }>(list: T[], name: string): T[] {
  const rest = list.filter((entry) => entry.name !== name);
  if (rest.length < list.length) return rest;
  throw settingRefused('setting_missing', `The app has no ${name} any more.`, 'Load the page again.', name);
}
