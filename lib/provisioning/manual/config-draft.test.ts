import { describe, expect, it } from 'vitest';
import { configDraftSchema, hostOf, readConfigText } from '@/lib/provisioning/manual/config-draft';

describe('hostOf', () => {
  it.each(['https://App.example.io/', 'http://app.example.io', ' app.example.io ', 'app.example.io:443/x?y'])(
    'takes the host name out of %s',
    (text) => expect(hostOf(text)).toBe('app.example.io'),
  );

  it('keeps a port that is not that of https', () => {
    expect(hostOf('http://app.localhost:4280/')).toBe('app.localhost:4280');
  });
});

describe('readConfigText', () => {
  it('takes the six keys of a dropped file, with those that it lacks empty', () => {
    const text = '\uFEFF{"ACA_APP_NAME":"app","ACA_APP_ENDPOINT":"https://app.example.io","other":1}';
    expect(readConfigText(text)).toMatchObject({
      ACA_APP_NAME: 'app',
      ACA_APP_ENDPOINT: 'app.example.io',
      FILE_SHARE_NAME: '',
    });
  });

  it.each(['', '{', '[]', '{"other":1}'])('has nothing of %j', (text) => {
    expect(readConfigText(text)).toBeNull();
  });
});

it('names each value that is missing, and a subscription that is no id', () => {
  const { error } = configDraftSchema.safeParse({ ...readConfigText('{"SUBSCRIPTION_ID":"mine"}') });
  expect(error?.issues.map(({ path }) => path[0])).toEqual([
    'SUBSCRIPTION_ID',
    'RESOURCE_GROUP_NAME',
    'STORAGE_ACCOUNT_NAME',
    'FILE_SHARE_NAME',
    'ACA_APP_NAME',
    'ACA_APP_ENDPOINT',
  ]);
});
