import fc from 'fast-check';
import { GROUP, SUBSCRIPTION } from '../start-emulator.ts';
import { bodyOf, type KnownRequest, type RandomRequest, requestOf, someOf } from './random-request.ts';

const ACCOUNT = 'fuzzaccount';

const scope = `/subscriptions/${SUBSCRIPTION}`;
const group = `${scope}/resourceGroups/${GROUP}`;
const deployment = `${group}/providers/Microsoft.Resources/deployments/d`;
const account = `${group}/providers/Microsoft.Storage/storageAccounts/${ACCOUNT}`;
const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/w`;
const environment = `${group}/providers/Microsoft.App/managedEnvironments/e`;
const app = `${group}/providers/Microsoft.App/containerApps/a`;
const location = `${scope}/providers/Microsoft.App/locations/eastus`;

const known = (version: string, targets: Record<string, readonly string[]>): KnownRequest[] =>
  Object.entries(targets).flatMap(([methods, paths]) =>
    methods
      .split(' ')
      .flatMap((method) => paths.map((path): KnownRequest => [method, `${path}?api-version=${version}`])),
  );

const KNOWN = [
  ...known('2022-12-01', { GET: ['/tenants', '/subscriptions', scope, `${scope}/locations`] }),
  ...known('2025-04-01', {
    GET: [
      `${scope}/providers`,
      `${scope}/providers/Microsoft.App`,
      `${scope}/resources`,
      `${group}/resources`,
    ],
    'GET PUT PATCH': [group, `${group}/providers/Microsoft.Resources/tags/default`],
    'GET HEAD': [`${scope}/resourcegroups`, `${scope}/tagNames`, `${scope}/operationresults/none`],
    POST: [`${group}/exportTemplate`, `${group}/moveResources`, `${scope}/providers/Microsoft.App/register`],
  }),
  ...known('2026-06-01', {
    'GET PUT DELETE': [deployment],
    POST: ['validate', 'whatIf', 'cancel', 'exportTemplate'].map((action) => `${deployment}/${action}`),
    GET: [`${group}/deployments/d/operations`, `${group}/providers/Microsoft.Resources/deployments`],
  }),
  ...known('2026-06-01', { POST: ['/providers/Microsoft.Resources/calculateTemplateHash'] }),
  ...known('2026-09-01', {
    'GET PUT PATCH': [account, `${account}/fileServices/default`],
    'GET PUT PATCH DELETE': [`${account}/fileServices/default/shares/arm`],
    POST: [
      ...['listKeys', 'ListAccountSas', 'ListServiceSas'].map((action) => `${account}/${action}`),
      `${scope}/providers/Microsoft.Storage/checkNameAvailability`,
    ],
    GET: [`${account}/blobServices`, `${scope}/providers/Microsoft.Storage/skus`],
  }),
  ...known('2025-07-01', { 'GET PUT PATCH DELETE': [workspace], POST: [`${workspace}/sharedKeys`] }),
  ...known('2026-07-01', {
    'GET PUT PATCH DELETE': [environment, `${environment}/storages/s`, app],
    GET: [
      ...[`${environment}/usages`, `${environment}/workloadProfileStates`, `${location}/usages`],
      ...[`${app}/revisions`, `${app}/revisions/r`, `${app}/revisions/r/replicas`, `${app}/authConfigs`],
    ],
    POST: [
      ...['listSecrets', 'getAuthtoken', 'start', 'stop'].map((action) => `${app}/${action}`),
      ...[`${app}/revisions/r/restart`, `${environment}/checkNameAvailability`],
    ],
  }),
  ...(['/', '/_local-azure/faults', '/metadata/identity/oauth2/token', '/msi/token'] as const).map(
    (path): KnownRequest => ['GET', path],
  ),
  ['POST', '/common/oauth2/v2.0/token'] satisfies KnownRequest,
];

const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const environmentResource = {
  type: 'Microsoft.App/managedEnvironments',
  apiVersion: '2026-01-01',
  name: "[concat(parameters('p'), 'x')]",
  location: 'eastus',
  properties: {},
};
const template = {
  $schema,
  contentVersion: '1.0.0.0',
  parameters: { p: { type: 'string', defaultValue: 'x' } },
  resources: [environmentResource],
};
const BODIES = [
  { location: 'eastus' },
  { location: 'eastus', tags: { a: 'b' } },
  { location: 'eastus', sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} },
  {
    location: 'eastus',
    properties: { workloadProfiles: [{ name: 'c', workloadProfileType: 'Consumption' }] },
  },
  {
    properties: {
      azureFile: { accountName: ACCOUNT, accountKey: 'a2V5', shareName: 's', accessMode: 'ReadOnly' },
    },
  },
  { properties: { shareQuota: 5, protocolSettings: { smb: {} }, tags: { a: 'b' } } },
  { name: ACCOUNT, type: 'Microsoft.Storage/storageAccounts' },
  { signedServices: 'f', signedResourceTypes: 'sco', signedPermission: 'r', signedExpiry: '2099-01-01' },
  { properties: { mode: 'Incremental', template, parameters: { p: { value: 'y' } } } },
  { resources: ['*'], options: 'IncludeParameterDefaultValue' },
  {
    location: 'eastus',
    properties: {
      environmentId: environment,
      configuration: {
        ingress: { external: true, targetPort: 80, traffic: [{ latestRevision: true, weight: 100 }] },
      },
      template: {
        // No such image can be pulled: nothing is to run.
        containers: [{ name: 'c', image: 'example.invalid/none', env: [{ name: 'A', value: 'b' }] }],
        scale: { minReplicas: 0, maxReplicas: 1 },
      },
    },
  },
];

/** Requests to the control plane, and to what else answers in JSON. */
export const controlRequest: fc.Arbitrary<RandomRequest> = requestOf(KNOWN, {
  query: someOf(
    {
      'api-version': ['2026-07-01', '1999-01-01'],
      $filter: ["resourceType eq 'Microsoft.App/containerApps'", "tagName eq 'a'", "name eq '", 'a eq b and'],
      $top: ['1', '5'],
      $expand: ['createdTime,changedTime', 'stats'],
      $skiptoken: ['x'],
    },
    2,
  ),
  headers: someOf(
    {
      'content-type': ['application/json', 'text/plain', 'application/json; charset=latin1'],
      accept: ['application/json', 'text/html'],
      authorization: ['Bearer x', 'Basic eDp5'],
      'if-match': ['*', '"x"'],
      'if-none-match': ['*'],
      'x-forwarded-host': ['management.azure.com', 'a b'],
      'x-ms-client-request-id': ['id'],
      metadata: ['true'],
    },
    2,
  ),
  body: fc.oneof(bodyOf(BODIES)),
});
