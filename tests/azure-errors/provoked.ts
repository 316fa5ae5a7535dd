import { callAzure } from '@/lib/azure/call';
import { getCredential } from '@/lib/azure/cloud';
import { containerAppsClient, getContainerApp } from '@/lib/azure/container-apps';
import { deleteResource } from '@/lib/azure/delete-resource';
import { cancelDeployment } from '@/lib/azure/deployments';
import { queryWorkspace } from '@/lib/azure/log-analytics';
import { createResourceGroup, getResourceGroup } from '@/lib/azure/resource-groups';
import { getRevision, restartRevision } from '@/lib/azure/revisions';
import { sample } from '../local-azure';
import {
  ACCOUNT_TYPE,
  account,
  app,
  arm,
  asked,
  deploy,
  ENVIRONMENT_TYPE,
  environment,
  type Provocation,
  profile,
  TUNED_ACCOUNT,
  TUNED_ENVIRONMENT,
} from './deploy';
import { provokedByFiles } from './provoked-by-files';
import { provokedByTemplates } from './provoked-by-templates';

const { subscriptionId, resourceGroup } = sample;
const DELETE_TIMEOUT_MS = 30_000;
/** The seed's other tenants: one asks for a second factor, one has a subscription that nothing is registered in. */
const MFA_TENANT = '5a3b1e00-0000-4000-8000-000000000003';
const UNREGISTERED_SUBSCRIPTION = '5a3b1e00-0000-4000-8000-000000000005';

const signInTo = (tenantId: string) =>
  callAzure('sign in', undefined, () =>
    getCredential(tenantId).getToken('https://management.azure.com/.default'),
  );

/** Every code that the local Azure can be brought to answer with, on the way that Slipway itself takes. */
export const provoked: Readonly<Record<string, Provocation>> = {
  ...provokedByTemplates,
  ...provokedByFiles,
  PathNotFoundError: () => queryWorkspace(subscriptionId, subscriptionId, 'Any'),

  AADSTS50076: () => signInTo(MFA_TENANT),
  AADSTS90002: () => signInTo('5a3b1e00-0000-4000-8000-0000000000ff'),
  AADSTS900023: () => signInTo('no-tenant'),

  SubscriptionNotFound: () => getResourceGroup('5a3b1e00-0000-4000-8000-0000000000ff', resourceGroup),
  InvalidSubscriptionId: () => getResourceGroup('not-an-id', resourceGroup),
  ResourceGroupNotFound: () => getResourceGroup(subscriptionId, 'rg-nowhere'),
  LocationNotAvailableForResourceGroup: () =>
    createResourceGroup(subscriptionId, { name: 'rg-far', location: 'mars', tags: {} }),
  Conflict: () =>
    createResourceGroup(subscriptionId, { name: 'rg-fault-conflict', location: 'eastus', tags: {} }),
  ManagedEnvironmentHasContainerApps: async () => {
    await deploy(app('app-kept')).catch(() => undefined);
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
    const id = `${group}/providers/${ENVIRONMENT_TYPE}/${TUNED_ENVIRONMENT}`;
    await deleteResource(id, DELETE_TIMEOUT_MS);
  },
  MissingSubscriptionRegistration: async () => {
    const group = { name: 'rg-new', location: 'eastus', tags: {} };
    await createResourceGroup(UNREGISTERED_SUBSCRIPTION, group);
    const at = { subscriptionId: UNREGISTERED_SUBSCRIPTION, resourceGroup: group.name, appName: 'app-a' };
    await callAzure('make the app', undefined, (options) =>
      containerAppsClient(at).containerApps.createOrUpdate(group.name, at.appName, group, options),
    );
  },
  DeploymentCannotBeCancelled: async () => {
    const at = { subscriptionId, resourceGroup, name: 'ended' };
    await deploy(account('ended12'), {}, at).catch(() => undefined);
    await cancelDeployment(at);
  },
  ResourceNotFound: () => getContainerApp({ subscriptionId, resourceGroup, appName: 'nobody' }),
  DeploymentNotFound: () => cancelDeployment({ subscriptionId, resourceGroup, name: 'never' }),
  ExpiredAuthenticationToken: async (azure) => {
    await arm(azure, 'token-expired', 'rg-expired');
    await getResourceGroup(subscriptionId, 'rg-expired');
  },
  SubscriptionRequestsThrottled: async (azure) => {
    await arm(azure, 'throttled', 'rg-throttled');
    await getResourceGroup(subscriptionId, 'rg-throttled');
  },
  ServiceUnavailable: async (azure) => {
    await arm(azure, 'burst', 'rg-burst');
    await getResourceGroup(subscriptionId, 'rg-burst');
  },

  AuthorizationFailed: () => deploy(environment('env-fault-denied')),
  InternalServerError: () => deploy(environment('env-fault-500')),
  OperationTimedOut: () => deploy(environment('env-fault-stuck')),
  LocationNotAvailableForResourceType: () => deploy(environment('env-far', {}, { location: 'mars' })),
  InvalidResourceLocation: () => deploy(account(TUNED_ACCOUNT, { location: 'westus2' })),
  InvalidTemplate: () => deploy(account("[parameters('forgotten')]")),
  InvalidRequestContent: () => deploy(environment('env-odd', { workloadProfiles: 'many' })),
  DeploymentActive: () => deploy(environment('env-plain'), {}, { name: 'fault-conflict' }),
  DeploymentOutputEvaluationFailed: () => {
    const value = `[reference(resourceId('${ACCOUNT_TYPE}', '${TUNED_ACCOUNT}'), '2023-01-01').nothing.there]`;
    return deploy(account('outputs2x'), { outputs: { out: { type: 'string', value } } });
  },
  ParentResourceNotFound: () =>
    deploy({
      type: `${ENVIRONMENT_TYPE}/storages`,
      apiVersion: '2024-03-01',
      name: 'env-nowhere/files',
      properties: {
        azureFile: { accountName: 'a12', accountKey: 'a2V5', shareName: 'abc', accessMode: 'ReadOnly' },
      },
    }),
  MaxNumberOfRegionalEnvironmentsInSubExceeded: () => deploy(environment('env-fault-quota')),
  ManagedEnvironmentOperationInProgress: () => deploy(environment('env-fault-conflict')),
  ManagedEnvironmentInvalidName: () => deploy(environment('Env_1')),
  WorkloadProfileInvalidType: () => deploy(environment('env-x', { workloadProfiles: [profile('NC999')] })),
  WorkloadProfilePropertyNotSupported: () =>
    deploy(
      environment('env-y', {
        workloadProfiles: [{ ...profile('Consumption-GPU-NC24-A100'), minimumCount: 0, maximumCount: 1 }],
      }),
    ),
  ContainerAppInvalidName: () => deploy(app('App_1')),
  ContainerAppOperationInProgress: () => deploy(app('app-fault-conflict')),
  ContainerAppQuotaExceeded: () => deploy(app('app-fault-quota')),
  ContainerAppSecretInvalid: () => deploy(app('app-a', { configuration: { secrets: [{ name: 'empty' }] } })),
  ContainerAppSecretRefNotFound: () => deploy(app('app-b', {}, { env: [{ name: 'A', secretRef: 'gone' }] })),
  ContainerAppInvalidResourceTotal: () => deploy(app('app-c', {}, { resources: { cpu: 99, memory: '1Gi' } })),
  InvalidParameterValueInContainerTemplate: () =>
    deploy(app('app-d', {}, { env: [{ name: '', value: 'x' }] })),
  ManagedEnvironmentNotFound: () =>
    deploy(app('app-e', { environmentId: `[resourceId('${ENVIRONMENT_TYPE}', 'env-nowhere')]` })),
  WorkloadProfileNotFound: () => deploy(app('app-f', { workloadProfileName: 'none' })),
  ContainerAppRevisionNotActive: async () => {
    const at = { subscriptionId, resourceGroup, appName: 'app-h' };
    const containers = [{ name: 'main', image: 'docker.io/library/python:3.12-slim' }];
    await deploy(app(at.appName, { template: { containers, revisionSuffix: 'a' } })).catch(() => undefined);
    const revisions = containerAppsClient(at).containerAppsRevisions;
    await revisions.deactivateRevision(resourceGroup, at.appName, 'app-h--a');
    await restartRevision(at, 'app-h--a');
  },
  RevisionNotFound: async () => {
    const made = app('app-g');
    await deploy(made).catch(() => undefined);
    await getRevision({ subscriptionId, resourceGroup, appName: 'app-g' }, 'app-g--none');
  },

  AccountNameInvalid: () => deploy(account('Upper')),
  StorageAccountAlreadyTaken: () => deploy(account('faultnametaken1')),
  StorageAccountOperationInProgress: () => deploy(account('faultconflict1')),
  StorageAccountInAnotherResourceGroup: async (azure) => {
    const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-other`;
    await asked(azure, `${group}?api-version=2021-04-01`, 'PUT', { location: 'eastus' });
    const { type, apiVersion, name, ...body } = account('elsewhere1');
    await asked(azure, `${group}/providers/${type}/${name}?api-version=${apiVersion}`, 'PUT', body);
    await deploy(account('elsewhere1'));
  },
};
