import fc from 'fast-check';

/** A small world that a template describes; the values in it are the only ones that differ between runs. */
export type Plan = {
  sku: string;
  tags: Record<string, string>;
  quotas: number[];
  withSecond: boolean;
  retentionInDays: number | undefined;
  app: AppPlan | undefined;
};
export type AppPlan = {
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
