import 'server-only';
import { type AppSettings, readAppSettings } from '@/lib/azure/app-settings';
import type { AppAddress } from '@/lib/azure/container-apps';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { readTemplate } from '@/lib/provisioning/template';
import { templateSettings } from '@/lib/provisioning/template-facts';

/** `own`: not of the template, so that it may be changed. */
type Variable = { name: string; own: boolean; value?: string; secret?: string };
type Secret = { name: string; own: boolean; usedBy: string[] };

/** What the app's container is told. Values of secrets are never part of it. */
export type ProjectSettings = { appName: string; variables: Variable[]; secrets: Secret[] };

/** Null while nothing is provisioned. AppError `app_missing` when the app of the config is gone. */
export async function readSettings(project: Project, signal?: AbortSignal): Promise<ProjectSettings | null> {
  const app = await appOf(project);
  if (!app) return null;
  const [found, isOwn] = await Promise.all([readAppSettings(app, signal), ownership(project)]);
  if (!found) throw appMissing(app.appName);
  const { variables, secretNames } = found;
  return {
    appName: app.appName,
    variables: variables.map(({ name, value, secretRef }) => ({
      name,
      own: isOwn.variable(name),
      ...(secretRef ? { secret: secretRef } : { value: value ?? '' }),
    })),
    secrets: secretNames.map((name) => ({ name, own: isOwn.secret(name), usedBy: usersOf(name, found) })),
  };
}

/** The variables that read a secret. */
export function usersOf(secret: string, { variables }: AppSettings): string[] {
  return variables.filter(({ secretRef }) => secretRef === secret).map(({ name }) => name);
}

/** The app that the project's config names; null while nothing is provisioned. */
export async function appOf(project: Project): Promise<AppAddress | null> {
  const config = await readInferenceConfig(project);
  if (!config) return null;
  return {
    subscriptionId: config.SUBSCRIPTION_ID,
    resourceGroup: config.RESOURCE_GROUP_NAME,
    appName: config.ACA_APP_NAME,
  };
}

/** Tells the project's own variables and secrets from those that its template sets at each provision. */
export async function ownership(project: Project) {
  const { variables, secrets } = templateSettings(await readTemplate(project));
  return {
    variable: (name: string) => !variables.has(name),
    secret: (name: string) => !secrets.has(name),
  };
}

function appMissing(appName: string): AppError {
  return new AppError('not_found', {
    code: 'app_missing',
    message: `There is no container app ${appName}.`,
    action: 'Provision again, or correct infra/inference.config.json.',
    target: 'infra/inference.config.json',
  });
}
