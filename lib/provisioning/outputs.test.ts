import { describe, expect, it } from 'vitest';
import { configFromOutputs } from '@/lib/provisioning/outputs';

const config = {
  SUBSCRIPTION_ID: 's',
  RESOURCE_GROUP_NAME: 'rg',
  STORAGE_ACCOUNT_NAME: 'account',
  FILE_SHARE_NAME: 'share',
  ACA_APP_NAME: 'app',
  ACA_APP_ENDPOINT: 'app.example.azurecontainerapps.io',
};
const outputs = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: 'String', value }]));

describe('configFromOutputs', () => {
  it('takes the six outputs and leaves others', () => {
    expect(configFromOutputs({ ...outputs(config), ANOTHER: { type: 'Int', value: 1 } })).toEqual(config);
  });

  it('knows the names in whatever case ARM returns them', () => {
    const { SUBSCRIPTION_ID, ...others } = config;
    expect(configFromOutputs(outputs({ ...others, subscriptioN_ID: SUBSCRIPTION_ID }))).toEqual(config);
  });

  it('names what a template forgets', () => {
    const { ACA_APP_NAME: _, ...others } = config;
    expect(() => configFromOutputs(outputs(others))).toThrow('ACA_APP_NAME');
    expect(() => configFromOutputs(undefined)).toThrow('ACA_APP_ENDPOINT');
  });
});
