import { createHash } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import { appProperties, type StoredApp, storedApp } from '../container-apps/app-schema.ts';
import { renderAuthToken } from '../container-apps/auth-token.ts';
import { checkAppQuota } from '../container-apps/check-app-quota.ts';
import { checkConfiguration } from '../container-apps/check-configuration.ts';
import { checkTemplate } from '../container-apps/check-template.ts';
import { checkTraffic } from '../container-apps/check-traffic.ts';
import { settledConfiguration } from '../container-apps/configuration-schema.ts';
import { identityRequest, renderIdentity } from '../container-apps/identity.ts';
import {
  checkAppName,
  checkEnvironment,
  checkNameIsFree,
  chosenProfile,
  requireEnvironment,
} from '../container-apps/placement.ts';
import { refused } from '../container-apps/refusals.ts';
import { renderApp } from '../container-apps/render-app.ts';
import { nextRevisionName } from '../container-apps/revision-name.ts';
import { ensureLatestRevision, removeRevisions } from '../container-apps/revisions.ts';
import { secretValues, withoutSecretValues } from '../container-apps/secrets.ts';
import { sameText } from '../resource-id.ts';
import { type PutRequest, parseBody, type ResourceKind } from './kind.ts';
import { CONTAINER_APP } from './kind-names.ts';

/** https://learn.microsoft.com/rest/api/resource-manager/containerapps/container-apps */
export const containerAppKind: ResourceKind = {
  type: CONTAINER_APP,
  scope: 'tracked',
  pending: { creating: 'InProgress', updating: 'InProgress', deleting: 'Deleting' },
  operationUrls: { status: 'containerappOperationStatuses', result: 'containerappOperationResults' },
  busy: (name) => ({
    code: 'ContainerAppOperationInProgress',
    message: `Cannot modify a container app '${name}' because there is an active provisioning operation in progress.`,
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
    getauthtoken: renderAuthToken,
  },
};

function prepare(context: EmulatorContext, { id, body, existing }: PutRequest) {
  const name = id.names[0] ?? '';
  checkAppName(name);
  const asked = parseBody(appProperties, body.properties ?? {}, 'properties');
  const before = existing && storedApp.parse(existing.properties);
  const environmentId = asked.environmentId ?? asked.managedEnvironmentId ?? before?.environmentId ?? '';
  const environment = requireEnvironment(context, environmentId);
  if (before && !sameText(before.environmentId, environment.id)) {
    throw refused(
      'ContainerAppEnvironmentMismatch',
      `The managed environment of the container app '${name}' cannot be changed.`,
      'environmentId',
    );
  }
  checkEnvironment(environment, body.location);
  checkNameIsFree(context, environment, id);
  const profileName = chosenProfile(environment, asked.workloadProfileName);

  const configuration = settledConfiguration(asked.configuration);
  const secrets = secretValues(configuration, existing?.secrets ?? {});
  checkConfiguration(configuration, secrets);
  const template = asked.template ?? before?.template;
  if (!template) {
    throw refused('ContainerAppTemplateRequired', `The container app '${name}' has no template.`, 'template');
  }
  checkTemplate(context, template, { appName: name, environment, profileName, secrets });
  if (!existing) checkAppQuota(context, id.id, environment, profileName, template);
  const latestRevisionName = nextRevisionName(context, id, template, before);
  checkTraffic(context, { id: id.id, configuration, latestRevisionName }, before?.configuration);
  const properties: StoredApp = {
    environmentId: environment.id,
    workloadProfileName: profileName,
    configuration: withoutSecretValues(configuration),
    template,
    latestRevisionName,
    runningStatus: before?.runningStatus ?? 'Running',
    customDomainVerificationId: createHash('sha256').update(environment.id).digest('hex').toUpperCase(),
  };
  const identity = renderIdentity(context, id.id, parseBody(identityRequest, body.identity, 'identity'));
  return { properties, secrets, identity, ...(body.kind && { kind: body.kind }) };
}
