import type { AppPlan, Plan } from './random-plan.ts';
import { template } from './template-fixture.ts';

const concat = (suffix: string) => `[concat(parameters('prefix'), '${suffix}')]`;
const idOf = (type: string, suffix: string) =>
  `resourceId('${type}', concat(parameters('prefix'), '${suffix}'))`;
const ACCOUNTS = 'Microsoft.Storage/storageAccounts';
const WORKSPACES = 'Microsoft.OperationalInsights/workspaces';
const ENVIRONMENTS = 'Microsoft.App/managedEnvironments';
/** A text in brackets is an expression to a template. */
const literal = (text: string) => (text.startsWith('[') && text.endsWith(']') ? `[${text}` : text);

/** The template that makes a plan true: names from a parameter, shares from a loop, one resource under a condition. */
export function templateOf(plan: Plan): {
  body: object;
  parameters: (prefix: string) => Record<string, { value: unknown }>;
} {
  const account = (suffix: string, rest: object = {}) => ({
    type: ACCOUNTS,
    apiVersion: '2023-01-01',
    name: concat(suffix),
    location: "[parameters('location')]",
    sku: { name: plan.sku },
    kind: 'StorageV2',
    tags: Object.fromEntries(Object.entries(plan.tags).map(([key, value]) => [key, literal(value)])),
    ...rest,
  });
  const shares = {
    type: `${ACCOUNTS}/fileServices/shares`,
    apiVersion: '2023-01-01',
    name: "[concat(parameters('prefix'), 'a/default/share', copyIndex())]",
    copy: { name: 'shares', count: "[length(parameters('quotas'))]" },
    dependsOn: [`[${idOf(ACCOUNTS, 'a')}]`],
    properties: { shareQuota: "[parameters('quotas')[copyIndex()]]" },
  };
  const workspace = {
    type: WORKSPACES,
    apiVersion: '2022-10-01',
    name: concat('-log'),
    location: "[parameters('location')]",
    properties: { sku: { name: 'PerGB2018' }, retentionInDays: plan.retentionInDays },
  };
  const resources = [
    account('a'),
    account('b', { condition: "[parameters('withSecond')]" }),
    shares,
    ...(plan.retentionInDays === undefined ? [] : [workspace]),
    ...(plan.app ? appResources(plan, plan.app) : []),
  ];
  const given = { quotas: { value: plan.quotas }, withSecond: { value: plan.withSecond } };
  return {
    body: template(resources, {
      parameters: {
        prefix: { type: 'string' },
        location: { type: 'string', defaultValue: '[resourceGroup().location]' },
        quotas: { type: 'array' },
        withSecond: { type: 'bool' },
      },
    }),
    parameters: (prefix) => ({ prefix: { value: prefix }, ...given }),
  };
}

function appResources({ retentionInDays, quotas }: Plan, app: AppPlan): object[] {
  const log = idOf(WORKSPACES, '-log');
  const logs = {
    destination: 'log-analytics',
    logAnalyticsConfiguration: {
      customerId: `[reference(${log}, '2022-10-01').customerId]`,
      sharedKey: `[listKeys(${log}, '2022-10-01').primarySharedKey]`,
    },
  };
  const mounted = app.mounted && quotas.length > 0;
  const storage = {
    type: `${ENVIRONMENTS}/storages`,
    apiVersion: '2024-03-01',
    name: "[concat(parameters('prefix'), '-env/files')]",
    dependsOn: [`[${idOf(ENVIRONMENTS, '-env')}]`, 'shares'],
    properties: {
      azureFile: {
        accountName: concat('a'),
        accountKey: `[listKeys(${idOf(ACCOUNTS, 'a')}, '2023-01-01').keys[0].value]`,
        shareName: 'share0',
        accessMode: 'ReadWrite',
      },
    },
  };
  const environment = {
    type: ENVIRONMENTS,
    apiVersion: '2024-03-01',
    name: concat('-env'),
    location: "[parameters('location')]",
    properties: retentionInDays === undefined ? {} : { appLogsConfiguration: logs },
  };
  return [environment, ...(mounted ? [storage] : []), appResource(app, mounted)];
}

function appResource(app: AppPlan, mounted: boolean): object {
  return {
    type: 'Microsoft.App/containerApps',
    apiVersion: '2024-03-01',
    name: concat('-app'),
    location: "[parameters('location')]",
    dependsOn: [
      `[${idOf(ENVIRONMENTS, '-env')}]`,
      ...(mounted
        ? [
            "[resourceId('Microsoft.App/managedEnvironments/storages', concat(parameters('prefix'), '-env'), 'files')]",
          ]
        : []),
    ],
    properties: {
      environmentId: `[${idOf(ENVIRONMENTS, '-env')}]`,
      configuration: {
        ...(app.targetPort !== undefined && { ingress: { external: true, targetPort: app.targetPort } }),
        ...(app.secret !== undefined && { secrets: [{ name: 'word', value: app.secret }] }),
      },
      template: {
        containers: app.images.map((image, index) => ({
          name: `c${index}`,
          image,
          command: app.command.map(literal),
          env: [{ name: 'TEXT', value: literal(app.variable) }],
          ...(mounted && { volumeMounts: [{ volumeName: 'files', mountPath: '/files' }] }),
        })),
        scale: { minReplicas: 0, maxReplicas: app.maxReplicas },
        ...(mounted && { volumes: [{ name: 'files', storageType: 'AzureFile', storageName: 'files' }] }),
      },
    },
  };
}
