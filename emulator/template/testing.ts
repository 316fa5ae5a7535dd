import type { ExpandedTemplate, Runtime, TemplateScope } from './contract.ts';
import { expandTemplate } from './template.ts';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
export const GROUP_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/myRg`;
const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

export const scope: TemplateScope = {
  tenantId: '11111111-1111-1111-1111-111111111111',
  subscription: {
    id: `/subscriptions/${SUBSCRIPTION}`,
    subscriptionId: SUBSCRIPTION,
    tenantId: '11111111-1111-1111-1111-111111111111',
    displayName: 'Tests',
  },
  resourceGroup: {
    id: GROUP_ID,
    name: 'myRg',
    type: 'Microsoft.Resources/resourceGroups',
    location: 'eastus',
    properties: { provisioningState: 'Succeeded' },
  },
  deploymentName: 'deploy1',
  utcNow: '2026-03-04T05:06:07.089Z',
};

export const idOf = (path: string) => `${GROUP_ID}/providers/${path}`;

/** Answers nothing: a template that asks it anything fails. */
export const silent: Runtime = {
  reference: (id) => Promise.reject(new Error(`reference(${id}) was not expected`)),
  list: (name, id) => Promise.reject(new Error(`${name}(${id}) was not expected`)),
};

export const STORAGE = 'Microsoft.Storage/storageAccounts';
export const APP = 'Microsoft.App/containerApps';

/** An account of a template, in as few words as the engine takes. */
export const storage = (name: string, more: Record<string, unknown> = {}) => ({
  type: STORAGE,
  apiVersion: '2023-01-01',
  name,
  ...more,
});

/** As `storage`, an app. */
export const app = (name: string, more: Record<string, unknown> = {}) => ({
  type: APP,
  apiVersion: '2023-11-02-preview',
  name,
  ...more,
});

/** What would be PUT of a template's resources, in the order of the template. */
export const bodies = ({ resources }: ExpandedTemplate, runtime: Runtime = silent) =>
  Promise.all(resources.map((resource) => resource.body(runtime)));

/** Expands a template that is written down in part. */
export function expand(
  template: Record<string, unknown>,
  parameters: Record<string, { value?: unknown }> = {},
): ExpandedTemplate {
  return expandTemplate({
    template: { $schema: SCHEMA, contentVersion: '1.0.0.0', resources: [], ...template },
    parameters,
    scope,
  });
}

/** The value of one expression, as an output of a template would have it. */
export async function evaluateText(expression: string, runtime: Runtime = silent): Promise<unknown> {
  const { outputs } = expand({
    outputs: { result: { type: 'array', value: [expression] } },
  });
  const { result } = await outputs(runtime);
  return Array.isArray(result?.value) ? result.value[0] : undefined;
}
