import { expect, test } from 'vitest';
import { maskSecrets } from '@/lib/provisioning/plan/mask-secrets';

const MASKED = '*****';

test.each([
  ['properties.azureFile.accountKey', 'k3y'],
  ['properties.appLogsConfiguration.logAnalyticsConfiguration.sharedKey', 'k3y'],
  ['properties.configuration.secrets[endpoint-key].value', 'k3y'],
  ['properties.configuration.secrets[0].value', 'k3y'],
])('%s is not shown', (path, value) => {
  expect(maskSecrets(path, value)).toBe(MASKED);
});

test('secrets deep in a value are not shown, what is around them is', () => {
  const secrets = [{ name: 'hf-token', value: 'hf_x' }];
  expect(maskSecrets('properties.configuration', { secrets, ingress: { targetPort: 7860 } })).toEqual({
    secrets: [{ name: 'hf-token', value: MASKED }],
    ingress: { targetPort: 7860 },
  });
  expect(maskSecrets('properties.configuration.secrets[hf-token]', secrets[0])).toEqual({
    name: 'hf-token',
    value: MASKED,
  });
});

test('a variable that refers to a secret, and an empty value, are shown as they are', () => {
  const variable = { name: 'HF_TOKEN', secretRef: 'hf-token' };
  expect(maskSecrets('properties.template.containers[a].env[HF_TOKEN]', variable)).toEqual(variable);
  expect(maskSecrets('properties.configuration.secrets[0].value', '')).toBe('');
});
