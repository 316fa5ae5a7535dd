import type { SettingsChange } from '@/lib/provisioning/app-settings/change-schema';
import type { ProjectSettings } from '@/lib/provisioning/app-settings/read';
import { shownOf } from '@/lib/provisioning/app-settings/shown';

/** The change with what the page shows of each variable, so that nobody's change is written over unseen. */
export function withSeen(asked: SettingsChange, { variables }: ProjectSettings): SettingsChange {
  const seen = (name: string) => shownOf(variables.find((variable) => variable.name === name));
  switch (asked.type) {
    case 'remove-secret':
      return asked;
    case 'set-many':
      return { ...asked, entries: asked.entries.map((entry) => ({ ...entry, seen: seen(entry.name) })) };
    default:
      return { ...asked, seen: seen(asked.name) };
  }
}

/** What puts a plain variable back; nothing where a secret is concerned, whose value nobody knows any more. */
export function reversed(asked: SettingsChange, { variables }: ProjectSettings): SettingsChange | undefined {
  if (asked.type !== 'set-variable' && asked.type !== 'remove-variable') return undefined;
  const before = variables.find(({ name }) => name === asked.name);
  if (!before) {
    return asked.type === 'set-variable' ? { type: 'remove-variable', name: asked.name } : undefined;
  }
  return before.value === undefined
    ? undefined
    : { type: 'set-variable', name: before.name, value: before.value };
}
