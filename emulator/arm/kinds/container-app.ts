import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import {
  type AppConfiguration,
  type AppTemplate,
  appProperties,
  type StoredApp,
  storedApp,
} from '../container-apps/app-schema.ts';
import { issueToken } from '../container-apps/auth-token.ts';
import { renderApp } from '../container-apps/render-app.ts';
import {
  ensureLatestRevision,
  findRevision,
  newSuffix,
  removeRevisions,
} from '../container-apps/revisions.ts';
import {
  checkAppName,
  checkNameIsFree,
  checkTemplate,
  checkWorkloadProfile,
  requireEnvironment,
} from '../container-apps/validate.ts';
import { streamUrl } from '../stream-urls.ts';
import { type Action, type PutRequest, parseBody, type ResourceKind } from './kind.ts';
import { CONTAINER_APP } from './kind-names.ts';

export const containerAppKind: ResourceKind = {
  type: CONTAINER_APP,
  scope: 'tracked',
  pending: { creating: 'InProgress', updating: 'InProgress', deleting: 'Deleting' },
  operationUrls: { status: 'containerappOperationStatuses', result: 'containerappOperationResults' },
  busy: (name) => ({
    code: 'ContainerAppOperationInProgress',
    message: `Cannot modify Container App ${name} because another operation is in progress.`,
  }),
  prepare,
  async complete(context, app) {
    ensureLatestRevision(context, app);
  },
  async remove(context, app) {
    await removeRevisions(context, app.id);
  },
  render: renderApp,
  actions: {
    listsecrets: (_context, app) => ({
      value: Object.entries(app.secrets).map(([name, value]) => ({ name, value })),
    }),
    getauthtoken: (context, app) => authToken(context, app),
  },
};

const authToken = (context: EmulatorContext, app: Resource): ReturnType<Action> => {
  const base = streamUrl(context, app);
  return {
    id: app.id,
    name: app.name,
    type: app.type,
    location: app.location,
    properties: {
      ...issueToken(context, app.id),
      logStreamEndpoint: `${base}/logstream`,
      execEndpoint: `${base}/exec`,
    },
  };
};

function prepare(context: EmulatorContext, { id, body, existing }: PutRequest) {
  const name = id.names[0] ?? '';
  checkAppName(name);
  if (!existing && context.faults.strikes('quota', id.id)) {
    throw new ArmError(
      400,
      'ContainerAppQuotaExceeded',
      'Maximum Allowed Cores exceeded for the Managed Environment. Please check https://learn.microsoft.com/en-us/azure/container-apps/quotas for resource limits',
    );
  }
  const asked = parseBody(appProperties, body.properties ?? {}, 'properties');
  const before = existing && storedApp.parse(existing.properties);
  const environment = requireEnvironment(context, asked.environmentId ?? asked.managedEnvironmentId);
  checkNameIsFree(context, environment, id);
  checkWorkloadProfile(environment, asked.workloadProfileName);

  const configuration = asked.configuration ?? {};
  const secrets = secretValues(configuration, existing?.secrets ?? {});
  const template = asked.template ?? before?.template;
  if (!template) {
    throw new ArmError(400, 'ContainerAppTemplateRequired', `The container app '${name}' has no template.`);
  }
  checkTemplate(context, name, template, environment, secrets);
  const changed = !before || !isDeepStrictEqual(before.template, template);
  const properties: StoredApp = {
    environmentId: environment.id,
    workloadProfileName: asked.workloadProfileName ?? 'Consumption',
    configuration: withoutSecretValues(configuration),
    template,
    latestRevisionName: changed ? newRevisionName(context, id.id, name, template) : before.latestRevisionName,
    runningStatus: before?.runningStatus ?? 'Running',
    customDomainVerificationId: createHash('sha256').update(environment.id).digest('hex').toUpperCase(),
  };
  return { properties, secrets };
}

function newRevisionName(
  context: EmulatorContext,
  appId: string,
  appName: string,
  template: AppTemplate,
): string {
  const name = `${appName}--${template.revisionSuffix || newSuffix()}`;
  if (!findRevision(context, appId, name)) return name;
  throw new ArmError(
    400,
    'InvalidParameterValueInContainerTemplate',
    `The following field(s) are either invalid or missing. Field 'template.revisionsuffix' is invalid with details: 'Invalid value: "${template.revisionSuffix}": revision with suffix ${template.revisionSuffix} already exists.'.`,
    { target: 'template.revisionsuffix' },
  );
}

/** A secret that is sent back without its value keeps the one it has. */
function secretValues(
  configuration: AppConfiguration,
  before: Record<string, string>,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, value } of configuration.secrets ?? []) {
    const kept = value ?? before[name];
    if (kept === undefined) {
      throw new ArmError(
        400,
        'ContainerAppSecretInvalid',
        `Invalid Request: Container app secret '${name}' has no value.`,
      );
    }
    values[name] = kept;
  }
  return values;
}

function withoutSecretValues(configuration: AppConfiguration): AppConfiguration {
  const { secrets, ...rest } = configuration;
  return secrets ? { ...rest, secrets: secrets.map(({ name }) => ({ name })) } : rest;
}
