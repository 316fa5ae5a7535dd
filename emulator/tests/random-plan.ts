import fc from 'fast-check';
import { template } from './template-fixture.ts';

/** A small world that a template describes; the values in it are the only ones that differ between runs. */
export type Plan = {
  sku: string;
  tags: Record<string, string>;
  quotas: number[];
  withSecond: boolean;
  retentionInDays: number | undefined;
  app: AppPlan | undefined;
};
type AppPlan = {
  mounted: boolean;
  images: string[];
  variable: string;
  command: string[];
  maxReplicas: number;
  targetPort: number | undefined;
  secret: string | undefined;
};

const oddText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('[concat(1)]', '[[x]', "it's", 'é ü', '{"a":1}', '[open'),
);
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const imageOf = fc.constantFrom('docker.io/library/python:3.11', 'docker.io/library/python:3.12');

export const randomPlan: fc.Arbitrary<Plan> = fc.record({
  sku: fc.constantFrom('Standard_LRS', 'Standard_ZRS'),
  tags: fc.dictionary(name, oddText, { maxKeys: 3 }),
  quotas: fc.array(fc.integer({ min: 1, max: 5120 }), { maxLength: 3 }),
  withSecond: fc.boolean(),
  retentionInDays: fc.option(fc.integer({ min: 30, max: 730 }), { nil: undefined }),
  app: fc.option(
    fc.record({
      mounted: fc.boolean(),
      images: fc.array(imageOf, { minLength: 1, maxLength: 2 }),
      variable: oddText,
      command: fc.array(oddText, { maxLength: 3 }),
      maxReplicas: fc.integer({ min: 1, max: 29 }),
      targetPort: fc.option(fc.integer({ min: 1, max: 65_534 }), { nil: undefined }),
      secret: fc.option(fc.stringMatching(/^[a-z]{12,20}$/), { nil: undefined }),
    }),
    { nil: undefined },
  ),
});

/** A plan that differs in one property, and what is to be told of that: which resource, how, where. */
export type Mutation = { plan: Plan; told: string[] };

export function mutationsOf(plan: Plan): Mutation[] {
  const { app, quotas, retentionInDays: days, tags } = plan;
  const [quota] = quotas;
  const accounts = plan.withSecond ? ['a', 'b'] : ['a'];
  const ofAccounts = (change: string) => accounts.map((suffix) => `{prefix}${suffix}: ${change}`);
  const mutations: Mutation[] = [
    {
      plan: { ...plan, sku: plan.sku === 'Standard_LRS' ? 'Standard_GRS' : 'Standard_LRS' },
      told: ofAccounts('Modify sku.name'),
    },
  ];
  if (Object.keys(tags).length > 0) {
    const more = { ...tags, 'new-one': 'x' };
    mutations.push({ plan: { ...plan, tags: more }, told: ofAccounts('Create tags.new-one') });
  }
  if (quota !== undefined) {
    const changed = [quota === 1 ? 2 : quota - 1, ...quotas.slice(1)];
    mutations.push({ plan: { ...plan, quotas: changed }, told: ['share0: Modify properties.shareQuota'] });
  }
  if (days !== undefined) {
    const changed = days === 30 ? 31 : days - 1;
    const told = ['{prefix}-log: Modify properties.retentionInDays'];
    mutations.push({ plan: { ...plan, retentionInDays: changed }, told });
  }
  return app ? [...mutations, ...mutationsOfApp(plan, app)] : mutations;
}

function mutationsOfApp(plan: Plan, app: AppPlan): Mutation[] {
  const mutation = (changed: Partial<AppPlan>, ...paths: string[]): Mutation => ({
    plan: { ...plan, app: { ...app, ...changed } },
    told: paths.map((path) => `{prefix}-app: Modify properties.${path}`),
  });
  const variables = app.images.map((_, index) => `template.containers ${index} env 0 value`);
  const port = app.targetPort;
  return [
    mutation({ maxReplicas: 30 }, 'template.scale.maxReplicas'),
    ...(app.variable === '' ? [] : [mutation({ variable: 'another text' }, ...variables)]),
    ...(port === undefined ? [] : [mutation({ targetPort: port + 1 }, 'configuration.ingress.targetPort')]),
  ];
}

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
