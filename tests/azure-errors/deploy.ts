import { vi } from 'vitest';
import { getDeployment, listResourceOperations, submitDeployment } from '@/lib/azure/deployments';
import { armError } from '@/lib/azure/errors';
import type { Emulator } from '../../emulator/emulator';
import { sample } from '../local-azure';

const { subscriptionId, resourceGroup } = sample;
const DEPLOYMENT_TIMEOUT_MS = 30_000;
export const ENVIRONMENT_TYPE = 'Microsoft.App/managedEnvironments';
const APP_TYPE = 'Microsoft.App/containerApps';
export const ACCOUNT_TYPE = 'Microsoft.Storage/storageAccounts';
/** Those that fine-tuning has made. */
export const TUNED_ACCOUNT = 'aistoragew3mc7';
export const TUNED_SHARE = 'aifilesharew3mc7';
export const TUNED_ENVIRONMENT = 'aienvw3mc7';

type Resource = Record<string, unknown>;
export type Provocation = (azure: Emulator) => Promise<unknown>;

/** Deploys one resource and rejects with the reason that it failed for, as a provision would tell it. */
export async function deploy(
  resource: Resource,
  extra: object = {},
  elsewhere: object = {},
  parameters: Record<string, unknown> = {},
) {
  const at = { subscriptionId, resourceGroup, name: `test-${crypto.randomUUID()}`, ...elsewhere };
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [resource],
    ...extra,
  };
  await submitDeployment(at, template, parameters);
  const ended = await vi.waitUntil(
    async () => {
      const state = await getDeployment(at);
      return state?.status === 'running' ? undefined : state;
    },
    { timeout: DEPLOYMENT_TIMEOUT_MS, interval: 50 },
  );
  const failed = (await listResourceOperations(at)).find(({ error }) => error)?.error;
  throw armError(failed ?? ended?.error ?? {}, 'finish the deployment');
}

export const environment = (name: string, properties: object = {}, more: object = {}) => ({
  type: ENVIRONMENT_TYPE,
  apiVersion: '2024-03-01',
  name,
  location: 'eastus',
  properties,
  ...more,
});

export const account = (name: string, more: object = {}) => ({
  type: ACCOUNT_TYPE,
  apiVersion: '2023-01-01',
  name,
  location: 'eastus',
  sku: { name: 'Standard_LRS' },
  kind: 'StorageV2',
  ...more,
});

/** An app in the environment of the fine-tuning, unless `properties` say another. */
export function app(name: string, properties: object = {}, container: object = {}) {
  const containers = [{ name: 'main', image: 'docker.io/library/python:3.12-slim', ...container }];
  return {
    type: APP_TYPE,
    apiVersion: '2024-03-01',
    name,
    location: 'eastus',
    properties: {
      environmentId: `[resourceId('${ENVIRONMENT_TYPE}', '${TUNED_ENVIRONMENT}')]`,
      template: { containers },
      ...properties,
    },
  };
}

export function profile(workloadProfileType: string, more: object = {}) {
  return { name: 'GPU', workloadProfileType, ...more };
}

/** One request to the local Azure that must succeed. */
export async function asked(azure: Emulator, path: string, method: string, body?: object) {
  const url = `http://127.0.0.1:${azure.port}${path}`;
  const headers = { authorization: 'Bearer local-azure', 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

/** Makes a failure strike whatever has `match` in its path. */
export const arm = (azure: Emulator, fault: string, match: string) =>
  asked(azure, '/_local-azure/faults', 'POST', { fault, match });
