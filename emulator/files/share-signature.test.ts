import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, type FilesUnderTest, startWithFile } from './testing.ts';

const HOUR_MS = 3_600_000;
let files: FilesUnderTest;

beforeAll(async () => {
  files = await startWithFile();
});
afterAll(() => files.close());

const target = `/${ACCOUNT}/share/file`;
const inSeconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** The query of a service signature over some fields, made as the documentation says. */
function signed(given: Record<string, string>, path = '/share'): string {
  const fields: Record<string, string> = {
    sp: 'r',
    se: inSeconds(files.clock.nowMs + HOUR_MS),
    sv: '2025-05-05',
    sr: 's',
    ...given,
  };
  const names = [
    'si',
    ...(fields.sv === '2015-02-21' ? [] : ['sip', 'spr']),
    'sv',
    'rscc',
    'rscd',
    'rsce',
    'rscl',
    'rsct',
  ];
  const field = (name: string) => fields[name] ?? '';
  const text = [...['sp', 'st', 'se'].map(field), `/file/${ACCOUNT}${path}`, ...names.map(field)].join('\n');
  const sig = createHmac('sha256', Buffer.from(files.key, 'base64')).update(text).digest('base64');
  const told = Object.entries({ ...fields, sig }).filter(([, value]) => value !== '');
  return told.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

const read = (given: Record<string, string>) =>
  files.send('GET', `${target}?${signed(given)}`, { sign: false });

describe('a signature for a share', () => {
  test('of every version of its text is read', async () => {
    for (const sv of ['2015-02-21', '2015-04-05', '2020-12-06', '2026-10-06'])
      expect(await read({ sv })).toMatchObject({ status: 200 });
  });

  test('has a download answered with the headers that it names', async () => {
    const { headers } = await read({
      rscc: 'no-store',
      rscd: 'attachment; filename=a',
      rsct: 'text/x-abc',
      rscl: 'de',
    });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename=a',
      'content-type': 'text/x-abc',
      'content-language': 'de',
    });
  });

  test.each([
    [
      'its time is over',
      { se: '2020-01-01T00:00:00Z' },
      'AuthenticationFailed',
      'must be after signed start time',
    ],
    [
      'its time has not come',
      { st: '2095-01-01', se: '2096-01-01' },
      'AuthenticationFailed',
      'Signature not valid',
    ],
    ['a time is none', { se: 'tomorrow' }, 'AuthenticationFailed', 'Signature fields not well formed.'],
    ['it is for https', { spr: 'https' }, 'AuthorizationProtocolMismatch', ''],
    ['it is for another address', { sip: '168.1.5.60-168.1.5.70' }, 'AuthorizationSourceIPMismatch', ''],
    ['it does not let read', { sp: 'cwdl' }, 'AuthorizationPermissionMismatch', ''],
    [
      'its policy is not there',
      { si: 'nobody', sp: '' },
      'AuthenticationFailed',
      'SAS identifier cannot be found',
    ],
    ['it is for no known thing', { sr: 'b' }, 'AuthenticationFailed', 'sr is mandatory'],
  ])('opens nothing when %s', async (_why, fields, code, detail) => {
    const answer = await read(fields);
    expect(answer).toMatchObject({ status: 403, code });
    expect(answer.text).toContain(detail);
  });

  test('opens this machine, and https that was carried here', async () => {
    expect(await read({ sip: '127.0.0.0-127.0.0.9' })).toMatchObject({ status: 200 });
    const carried = { sign: false, headers: { 'x-forwarded-proto': 'https' } };
    expect(await files.send('GET', `${target}?${signed({ spr: 'https' })}`, carried)).toMatchObject({
      status: 200,
    });
  });

  test('for one file opens no other, and none opens the share itself', async () => {
    const query = signed({ sr: 'f', sp: 'rcwd' }, '/share/file');
    expect(await files.send('GET', `${target}?${query}`, { sign: false })).toMatchObject({ status: 200 });
    expect(await files.send('GET', `/${ACCOUNT}/share/other?${query}`, { sign: false })).toMatchObject({
      status: 403,
    });
    const whole = signed({ sp: 'rcwdl' });
    expect(
      await files.send('GET', `/${ACCOUNT}/share?restype=share&${whole}`, { sign: false }),
    ).toMatchObject({
      code: 'AuthorizationFailure',
    });
    expect(
      await files.send('GET', `/${ACCOUNT}/share?restype=directory&comp=list&${whole}`, { sign: false }),
    ).toMatchObject({ status: 200 });
  });

  test('that lets create lets replace nothing', async () => {
    const create = { sign: false, headers: { 'x-ms-type': 'file', 'x-ms-content-length': '1' } };
    const query = signed({ sp: 'c' });
    expect(await files.send('PUT', `/${ACCOUNT}/share/new?${query}`, create)).toMatchObject({ status: 201 });
    expect(await files.send('PUT', `/${ACCOUNT}/share/NEW?${query}`, create)).toMatchObject({
      code: 'AuthorizationPermissionMismatch',
    });
  });

  test('takes what it lacks from a stored policy, which can be taken back', async () => {
    const share = files.client.getShareClient('share');
    const policy = {
      startsOn: new Date(files.clock.nowMs - HOUR_MS),
      expiresOn: new Date(files.clock.nowMs + HOUR_MS),
      permissions: 'r',
    };
    await share.setAccessPolicy([{ id: 'readers', accessPolicy: policy }]);
    const query = signed({ si: 'readers', sp: '', se: '' });
    expect(await files.send('GET', `${target}?${query}`, { sign: false })).toMatchObject({ status: 200 });
    expect(await files.send('GET', `${target}?${signed({ si: 'readers' })}`, { sign: false })).toMatchObject({
      text: expect.stringContaining('associated with signature or SAS identifier but not both'),
    });
    await share.setAccessPolicy([]);
    expect(await files.send('GET', `${target}?${query}`, { sign: false })).toMatchObject({ status: 403 });
  });
});
