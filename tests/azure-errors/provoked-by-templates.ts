import { createResourceGroup } from '@/lib/azure/resource-groups';
import { sample } from '../local-azure';
import {
  ACCOUNT_TYPE,
  account,
  app,
  deploy,
  ENVIRONMENT_TYPE,
  environment,
  type Provocation,
  profile,
  TUNED_ACCOUNT,
  TUNED_ENVIRONMENT,
} from './deploy';

const MAX_REQUEST_BYTES = 4 * 1024 * 1024;
const MAX_TAGS = 50;

/** One mount of the environment that fine-tuning made. */
const mount = (name: string, azureFile?: object) => ({
  type: `${ENVIRONMENT_TYPE}/storages`,
  apiVersion: '2024-03-01',
  name: `${TUNED_ENVIRONMENT}/${name}`,
  properties: azureFile ? { azureFile: { accessMode: 'ReadWrite', ...azureFile } } : {},
});

const logsTo = (destination: string) => environment('env-logs', { appLogsConfiguration: { destination } });
const profiles = (...workloadProfiles: object[]) => environment('env-profiles', { workloadProfiles });
const dedicated = (counts: object) => profile('D4', counts);
const tagged = (tags: Record<string, string>) => account('tagged12', { tags });

/** An app with an ingress, and a configuration of its own beside it. */
const configured = (ingress: object, more: object = {}) =>
  app('app-shown', { configuration: { ingress: { external: true, targetPort: 80, ...ingress }, ...more } });

const registry = (more: object) => configured({}, { registries: [{ server: 'registry.example', ...more }] });

const described = (template: object) => app('app-described', { template });
const container = { name: 'main', image: 'docker.io/library/python:3.12-slim' };
const traffic = (...entries: object[]) =>
  configured({ traffic: entries }, { activeRevisionsMode: 'Multiple' });

/** Deploys an app or environment, and then something that cannot follow it. */
async function after(first: Record<string, unknown>, then: Record<string, unknown>) {
  await deploy(first).catch(() => undefined);
  await deploy(then);
}

/** What the local Azure finds in a template by itself, on the way that a provision takes. */
export const provokedByTemplates: Readonly<Record<string, Provocation>> = {
  InvalidDeploymentParameterValue: () =>
    deploy(account('nulls12'), { parameters: { a: { type: 'string' } } }, {}, { a: null }),
  LocationRequired: () => deploy(account('nowhere12', { location: '' })),
  InvalidResourceType: () => deploy(account('typed12', { type: 'Microsoft.Storage/nothing' })),
  InvalidResourceNamespace: () => deploy(account('typed12', { type: 'Microsoft.Nothing/storageAccounts' })),
  InvalidResourceId: () => {
    const value = "[reference('/subscriptions/nothing', '2023-01-01')]";
    return deploy(account('refers12', { properties: { a: value } }));
  },
  InvalidTemplateListFunction: () => {
    const tags = {
      a: `[string(listNothing(resourceId('${ACCOUNT_TYPE}', '${TUNED_ACCOUNT}'), '2023-01-01'))]`,
    };
    return deploy(account('lists12', { tags }));
  },
  AccountPropertyCannotBeUpdated: () => deploy(account(TUNED_ACCOUNT, { kind: 'BlobStorage' })),
  InvalidParameter: () =>
    deploy(account('-', { type: 'Microsoft.OperationalInsights/workspaces', apiVersion: '2022-10-01' })),
  InvalidResourceName: () =>
    deploy({
      type: `${ACCOUNT_TYPE}/fileServices/shares`,
      apiVersion: '2023-01-01',
      name: `${TUNED_ACCOUNT}/default/Upper`,
    }),
  TooManyTags: () =>
    deploy(tagged(Object.fromEntries(Array.from({ length: MAX_TAGS + 1 }, (_, n) => [`t${n}`, ''])))),
  InvalidTagNames: () => deploy(tagged({ a: '', A: '' })),
  InvalidTagNameLength: () => deploy(tagged({ ' ': '' })),
  InvalidTagNameCharacters: () => deploy(tagged({ 'a?': '' })),
  InvalidTagValueLength: () => deploy(tagged({ a: 'x'.repeat(257) })),
  RequestContentTooLarge: () => deploy(account('large12', { tags: { a: 'x'.repeat(MAX_REQUEST_BYTES) } })),
  InvalidResourceGroup: () =>
    createResourceGroup(sample.subscriptionId, { name: 'rg*', location: 'eastus', tags: {} }),

  WorkloadProfileDuplicateName: () => deploy(profiles(profile('Consumption'), profile('Consumption'))),
  MaxRegionalQuotaExceeded: () =>
    deploy(profiles(profile('NC24-A100', { minimumCount: 9, maximumCount: 9 }))),
  WorkloadProfileInvalidName: () => deploy(profiles(profile('Consumption', { name: '' }))),
  WorkloadProfilePropertyRequired: () => deploy(profiles(dedicated({ maximumCount: 1 }))),
  WorkloadProfileInvalidCount: () => deploy(profiles(dedicated({ minimumCount: 2, maximumCount: 1 }))),
  WorkloadProfileMaximumCoresConstraint: () =>
    deploy(profiles(dedicated({ minimumCount: 0, maximumCount: 10_000 }))),
  WorkloadProfileNotSupportedForUpdate: () => {
    const added = { ...profile('NC48-A100', { minimumCount: 0, maximumCount: 1 }), name: 'MORE' };
    const workloadProfiles = [profile('Consumption', { name: 'Consumption' }), added];
    return after(environment('env-later', { workloadProfiles: workloadProfiles.slice(0, 1) }), {
      ...environment('env-later', { workloadProfiles }),
    });
  },
  WorkloadProfileTypeCannotBeChanged: () =>
    after(
      environment('env-typed', {
        workloadProfiles: [dedicated({ minimumCount: 0, maximumCount: 1 })],
      }),
      environment('env-typed', {
        workloadProfiles: [profile('D8', { minimumCount: 0, maximumCount: 1 })],
      }),
    ),
  WorkloadProfilesNotSupported: () =>
    after(
      environment('env-older'),
      environment('env-older', { workloadProfiles: [profile('Consumption', { name: 'Consumption' })] }),
    ),
  WorkloadProfileInUse: async () => {
    const kept = profile('Consumption', { name: 'Consumption' });
    const used = dedicated({ minimumCount: 0, maximumCount: 1 });
    await deploy(environment('env-used', { workloadProfiles: [kept, used] })).catch(() => undefined);
    const environmentId = `[resourceId('${ENVIRONMENT_TYPE}', 'env-used')]`;
    await after(
      app('app-used', { environmentId, workloadProfileName: used.name }),
      environment('env-used', { workloadProfiles: [kept] }),
    );
  },
  ManagedEnvironmentStorageInvalidName: () => deploy(mount('Upper', {})),
  ManagedEnvironmentStorageInvalid: () => deploy(mount('files')),
  ManagedEnvironmentStorageAccountKeyRequired: () =>
    deploy(mount('files', { accountName: TUNED_ACCOUNT, shareName: 'any' })),
  ManagedEnvironmentStorageNotFound: () => {
    const volumes = [{ name: 'share', storageType: 'AzureFile', storageName: 'nothing' }];
    return deploy(described({ containers: [container], volumes }));
  },
  InvalidLogDestination: () => deploy(logsTo('somewhere')),
  LogAnalyticsConfigurationRequired: () => deploy(logsTo('log-analytics')),

  InvalidManagedEnvironmentId: () => deploy(app('app-lost', { environmentId: 'nowhere' })),
  ContainerAppEnvironmentMismatch: async () => {
    await deploy(environment('env-other')).catch(() => undefined);
    const environmentId = `[resourceId('${ENVIRONMENT_TYPE}', 'env-other')]`;
    await after(app('app-moved'), app('app-moved', { environmentId }));
  },
  ManagedEnvironmentNotReadyForAppCreation: () => {
    const environmentId = `[resourceId('${ENVIRONMENT_TYPE}', 'env-fault-stuck')]`;
    return after(environment('env-fault-stuck'), app('app-early', { environmentId }));
  },
  InvalidContainerAppLocation: () => deploy({ ...app('app-far'), location: 'westus2' }),
  ContainerAppTemplateRequired: () => deploy(app('app-empty', { template: null })),
  ContainerAppCreateMustContainContainer: () => deploy(described({ containers: [] })),
  ContainerAppImageRequired: () => deploy(app('app-bare', {}, { image: ' ' })),
  ContainerAppInvalidVolumeMount: () =>
    deploy(app('app-mounts', {}, { volumeMounts: [{ volumeName: 'nothing', mountPath: '/mount' }] })),
  ContainerAppInvalidSecretName: () =>
    deploy(app('app-secret', { configuration: { secrets: [{ name: 'Upper', value: 'x' }] } })),
  ContainerAppInvalidRegistryServerValue: () => deploy(registry({ server: 'https://registry.example' })),
  ContainerAppInvalidRegistryCredentials: () => deploy(registry({ username: 'somebody' })),
  ContainerAppInvalidIngressPort: () => deploy(configured({ targetPort: 70_000 })),
  ContainerAppInvalidIngressStickySessionRevisionMode: () =>
    deploy(configured({ stickySessions: { affinity: 'sticky' } }, { activeRevisionsMode: 'Multiple' })),
  ContainerAppInvalidIpSecurityRestrictions: () => {
    const rule = { name: 'a', ipAddressRange: '10.0.0.0/8' };
    const ipSecurityRestrictions = [
      { ...rule, action: 'Allow' },
      { ...rule, name: 'b', action: 'Deny' },
    ];
    return deploy(configured({ ipSecurityRestrictions }));
  },
  ContainerAppInvalidMaxInactiveRevisions: () => deploy(configured({}, { maxInactiveRevisions: -1 })),
  ContainerAppInvalidRevisionName: () =>
    deploy(described({ containers: [container], revisionSuffix: 'Upper' })),
  InvalidTrafficWeights: () => deploy(traffic({ latestRevision: true, weight: 50 })),
  InvalidTrafficLabel: () => deploy(traffic({ latestRevision: true, weight: 100, label: 'Upper' })),
};
