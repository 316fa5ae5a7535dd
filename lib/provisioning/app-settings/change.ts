import 'server-only';
import { updateAppSettings } from '@/lib/azure/app-settings';
import type { AppAddress } from '@/lib/azure/container-apps';
import type { Project } from '@/lib/config/projects';
import { singleton } from '@/lib/core/singleton';
import {
  applyChanges,
  type Changed,
  type Now,
  secretNameOf,
} from '@/lib/provisioning/app-settings/apply-changes';
import {
  parseChange,
  type SettingsChange,
  type SingleChange,
} from '@/lib/provisioning/app-settings/change-schema';
import { appOf, ownership, usersOf } from '@/lib/provisioning/app-settings/read';
import { settingRefused } from '@/lib/provisioning/app-settings/setting-refused';
import { findActiveRun } from '@/lib/runs/store';

/**
 * `restart`: the running replicas do not know of it yet. `revision`: Azure starts new ones by itself. `unread`: the secret
 * that nothing reads any more.
 */
export type ChangeEffect = { effect: 'restart' | 'revision' | 'none'; unread?: string };

/**
 * Adds, replaces or removes variables and secrets of the app, all of a change in one request. Throws `setting_invalid`,
 * `setting_of_template`, `setting_changed`, `settings_busy`, `secret_in_use`, `setting_missing`, `run_active`,
 * `not_provisioned`, and what Azure has against it.
 */
export async function changeSettings(
  project: Project,
  input: unknown,
  signal?: AbortSignal,
): Promise<ChangeEffect> {
  const change = parseChange(input);
  const app = await appOf(project);
  if (!app) {
    throw settingRefused('not_provisioned', 'This project has no container app yet.', 'Provision first.');
  }
  if (await findActiveRun(project.id)) {
    throw settingRefused(
      'run_active',
      'A run is changing this project right now.',
      'Wait until it has ended, then change the setting again.',
    );
  }
  const changes = change.type === 'set-many' ? change.entries : [change];
  const isOwn = await ownership(project);
  for (const each of changes) requireOwn(each, isOwn);
  let done: ChangeEffect = { effect: 'none' };
  await alone(app, () =>
    updateAppSettings(
      app,
      (now) => {
        const changed = applyChanges(changes, now);
        done = effectOf(change, changed, now);
        return changed;
      },
      signal,
    ),
  );
  return done;
}

function requireOwn(change: SingleChange, isOwn: Awaited<ReturnType<typeof ownership>>): void {
  if (isOwnChange(change, isOwn)) return;
  throw settingRefused(
    'setting_of_template',
    `${change.name} is set by the template at each provision.`,
    'Choose another name, or change infra/provision/inference.bicep and provision again.',
    change.name,
  );
}

/** Azure replaces all variables at once, so of two changes at the same time one would be lost. */
async function alone(
  { subscriptionId, resourceGroup, appName }: AppAddress,
  work: () => Promise<void>,
): Promise<void> {
  const busy = singleton('provisioning.settings-being-changed', () => new Set<string>());
  const key = [subscriptionId, resourceGroup, appName].join('/').toLowerCase();
  if (busy.has(key)) {
    throw settingRefused(
      'settings_busy',
      'Somebody else is changing the settings of this app right now.',
      'Wait a moment, look at what is there then, and save again.',
    );
  }
  busy.add(key);
  try {
    await work();
  } finally {
    busy.delete(key);
  }
}

function effectOf(change: SettingsChange, changed: Changed, now: Now): ChangeEffect {
  if (change.type === 'remove-secret') return { effect: 'none' };
  if (!changed.variables) return { effect: 'restart' };
  if (change.type !== 'remove-variable') return { effect: 'revision' };
  const secret = now.variables.find(({ name }) => name === change.name)?.secretRef;
  const isRead = secret === undefined || usersOf(secret, { ...now, ...changed }).length > 0;
  return { effect: 'revision', ...(isRead ? {} : { unread: secret }) };
}

function isOwnChange(change: SingleChange, isOwn: Awaited<ReturnType<typeof ownership>>): boolean {
  if (change.type === 'remove-secret') return isOwn.secret(change.name);
  const secretIsOwn = change.type !== 'set-secret' || isOwn.secret(secretNameOf(change.name));
  return isOwn.variable(change.name) && secretIsOwn;
}
