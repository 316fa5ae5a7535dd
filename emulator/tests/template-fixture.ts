import { GROUP, QUICK, type TestEmulator } from './start-emulator.ts';

export type Given = { parameters?: Record<string, { value: unknown }>; mode?: 'Incremental' | 'Complete' };

export const template = (resources: object[], rest: object = {}) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources,
  ...rest,
});

export const accountNode = (name: string, rest: object = {}) => ({
  type: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2023-01-01',
  name,
  location: '[resourceGroup().location]',
  sku: { name: 'Standard_LRS' },
  kind: 'StorageV2',
  properties: {},
  ...rest,
});

export const environmentNode = (name: string, properties: object = {}) => ({
  type: 'Microsoft.App/managedEnvironments',
  apiVersion: '2024-03-01',
  name,
  location: 'East US',
  properties: {
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }],
    ...properties,
  },
});

/** An app that runs no replica until somebody asks for it. */
export const appNode = (name: string, environment: string, rest: object = {}) => ({
  type: 'Microsoft.App/containerApps',
  apiVersion: '2024-03-01',
  name,
  location: 'eastus',
  dependsOn: [`[resourceId('Microsoft.App/managedEnvironments', '${environment}')]`],
  properties: {
    environmentId: `[resourceId('Microsoft.App/managedEnvironments', '${environment}')]`,
    template: {
      containers: [
        { name: 'main', image: 'docker.io/library/python:3.11', command: ['/bin/bash', '-c', 'exit 0'] },
      ],
      scale: { minReplicas: 0, maxReplicas: 2 },
      ...rest,
    },
  },
});

export function deployTemplate(azure: TestEmulator, name: string, body: object, given: Given = {}) {
  return azure.deployments.deployments.createOrUpdate(
    GROUP,
    name,
    {
      properties: { mode: given.mode ?? 'Incremental', template: { ...body }, parameters: given.parameters },
    },
    QUICK,
  );
}
