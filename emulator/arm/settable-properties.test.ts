import { expect, test } from 'vitest';
import { settableOf, withoutSecrets } from './settable-properties.ts';

test('what the service adds and what it keeps to itself are left out, deep in lists as well', () => {
  const app = {
    id: '/x',
    name: 'x',
    systemData: {},
    location: 'eastus',
    identity: { type: 'SystemAssigned', principalId: 'p' },
    properties: {
      provisioningState: 'Succeeded',
      configuration: { ingress: { fqdn: 'f', targetPort: 1 }, secrets: [{ name: 's', value: 'v' }] },
      template: { containers: [{ name: 'c', resources: { cpu: 1, ephemeralStorage: '2Gi' } }] },
    },
  };
  expect(settableOf('Microsoft.App/containerApps', app)).toEqual({
    location: 'eastus',
    identity: { type: 'SystemAssigned' },
    properties: {
      configuration: { ingress: { targetPort: 1 }, secrets: [{ name: 's' }] },
      template: { containers: [{ name: 'c', resources: { cpu: 1 } }] },
    },
  });
});

test('a body of another shape than it should have is left as it is', () => {
  const odd = { properties: { azureFile: 'text' } };
  expect(withoutSecrets('Microsoft.App/managedEnvironments/storages', odd)).toEqual(odd);
});
