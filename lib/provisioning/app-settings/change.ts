import 'server-only';
import { z } from 'zod';
import { type AppSecret, type AppVariable, updateAppSettings } from '@/lib/azure/app-settings';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { plainIssue } from '@/lib/core/plain-issue';
import { appOf, ownership, usersOf } from '@/lib/provisioning/app-settings/read';
import { findActiveRun } from '@/lib/runs/store';

/** Linux bounds the whole environment; one value beyond this is no setting but a file. */
const MAX_VALUE_LENGTH = 32_768;
const VARIABLE_RULE =
  'must be letters, digits and underscores, not starting with a digit, such as HF_TOKEN (at most 200)';
const SECRET_RULE =
  'must be lower-case letters, digits, hyphens and dots, with a letter or digit at both ends, such as hf-token';

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, VARIABLE_RULE);
const secretName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?$/, SECRET_RULE);
const value = z.string().max(MAX_VALUE_LENGTH, `must be at most ${MAX_VALUE_LENGTH} characters`);

const changeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('set-variable'), name: variableName, value }),
  /** A variable that reads its value from a secret, which is made or replaced with it. */
  z.strictObject({
    type: z.literal('set-secret'),
    name: variableName,
    value: value.min(1, 'must not be empty'),
  }),
  z.strictObject({ type: z.literal('remove-variable'), name: z.string() }),
  z.strictObject({ type: z.literal('remove-secret'), name: secretName }),
]);

export type SettingsChange = z.infer<typeof changeSchema>;

/** `restart`: the running replicas do not know of it yet. `revision`: Azure starts new ones by itself. */
export type ChangeEffect = { effect: 'restart' | 'revision' | 'none' };

/**
 * Adds, replaces or removes one variable or secret of the app. Throws `setting_invalid`, `setting_of_template`,
 * `secret_in_use`, `setting_missing`, `run_active`, `not_provisioned`, and what Azure has against it.
 */
export async function changeSettings(
  project: Project,
  input: unknown,
  signal?: AbortSignal,
): Promise<ChangeEffect> {
  const change = parse(input);
  const app = await appOf(project);
  if (!app) {
    throw refused('not_provisioned', 'This project has no container app yet.', 'Provision first.');
  }
  if (await findActiveRun(project.id)) {
    throw refused(
      'run_active',
      'A run is changing this project right now.',
      'Wait until it has ended, then change the setting again.',
    );
  }
  const isOwn = await ownership(project);
  if (!isOwnChange(change, isOwn)) {
    throw refused(
      'setting_of_template',
      `${change.name} is set by the template at each provision.`,
      'Choose another name, or change infra/provision/inference.bicep and provision again.',
      change.name,
    );
  }
  let effect: ChangeEffect['effect'] = 'none';
  await updateAppSettings(
    app,
    (now) => {
      const changed = apply(change, now);
      effect = changed.variables ? 'revision' : 'restart';
      if (change.type === 'remove-secret') effect = 'none';
      return changed;
    },
    signal,
  );
  return { effect };
}

function isOwnChange(change: SettingsChange, isOwn: Awaited<ReturnType<typeof ownership>>): boolean {
  if (change.type === 'remove-secret') return isOwn.secret(change.name);
  const secretIsOwn = change.type !== 'set-secret' || isOwn.secret(secretNameOf(change.name));
  return isOwn.variable(change.name) && secretIsOwn;
}

type Now = { variables: AppVariable[]; secretNames: string[]; secrets: AppSecret[] };
type Changed = { variables?: AppVariable[]; secrets?: AppSecret[] };

function apply(change: SettingsChange, now: Now): Changed {
  const { variables, secrets } = now;
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

function inUse(secret: string, users: string[]): AppError {
  return refused(
    'secret_in_use',
    `The secret ${secret} is read by ${users.join(', ')}.`,
    `Remove ${users.join(' and ')} first.`,
    secret,
  );
}

/** `HF_TOKEN` reads `hf-token`. */
function secretNameOf(variable: string): string {
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
  throw refused('setting_missing', `The app has no ${name} any more.`, 'Load the page again.', name);
}

function parse(input: unknown): SettingsChange {
  const parsed = changeSchema.safeParse(input, { error: plainIssue });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'change';
  throw new AppError('bad_input', {
    code: 'setting_invalid',
    message: `The ${field} ${issue?.message ?? 'is not valid'}.`,
    action: 'Correct it, then save again.',
    target: field,
  });
}

function refused(code: string, message: string, action: string, target?: string): AppError {
  return new AppError('conflict', { code, message, action, ...(target ? { target } : {}) });
}
