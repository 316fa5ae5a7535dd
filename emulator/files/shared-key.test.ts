import { createHmac } from 'node:crypto';
import { ShareSASPermissions } from '@azure/storage-file-share';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, type FilesUnderTest, startWithFile } from './testing.ts';

const HOUR_MS = 3_600_000;
let files: FilesUnderTest;

beforeAll(async () => {
  files = await startWithFile();
});
afterAll(() => files.close());
afterEach(() => {
  files.rules.sharedKeyAllowed = true;
  for (const { id } of files.faults.armed()) files.faults.disarm(id);
});

const target = `/${ACCOUNT}/share/file`;
describe('a shared key', () => {
  test('opens the account by its path and by its host', async () => {
    expect(await files.send('GET', target)).toMatchObject({ status: 200, text: 'abc' });
    for (const host of [`${ACCOUNT}.file.core.windows.net`, `${ACCOUNT}.file.localhost:4280`])
      expect(await files.send('GET', '/share/file', { headers: { host } })).toMatchObject({ text: 'abc' });
    const listing = await files.send('GET', '/?comp=list', {
      headers: { host: `${ACCOUNT}.file.localhost` },
    });
    expect(listing.text).toContain(`ServiceEndpoint="http://${ACCOUNT}.file.localhost/"`);
  });

  test('signs in the short form too', async () => {
    const date = new Date().toUTCString();
    const text = `GET\n\n\n\nx-ms-date:${date}\nx-ms-version:2025-05-05\n/${ACCOUNT}${target}?comp=rangelist`;
    const signature = createHmac('sha256', Buffer.from(files.key, 'base64')).update(text).digest('base64');
    const headers = { 'x-ms-date': date, authorization: `SharedKeyLite ${ACCOUNT}:${signature}` };
    expect(await files.send('GET', `${target}?comp=rangelist`, { headers })).toMatchObject({ status: 200 });
  });

  test.each([
    ['no date', { 'x-ms-date': '' }, 'The Date header in the request is incorrect'],
    ['a date of long ago', { 'x-ms-date': 'Mon, 16 Dec 2019 22:00:09 GMT' }, 'Request date header too old'],
    [
      'a key of another account',
      { authorization: 'SharedKey acct2:AAAA' },
      'Server used following string to sign',
    ],
    ['another scheme', { authorization: 'Basic dTpw' }, 'Authentication scheme Basic is not supported'],
  ])('is not enough with %s', async (_what, headers, detail) => {
    const answer = await files.send('GET', target, { headers });
    expect(answer).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    expect(answer.text).toContain(`<AuthenticationErrorDetail>`);
    expect(answer.text).toContain(detail);
    expect(answer.text).toMatch(/\nRequestId:[0-9a-f-]{36}\nTime:\d{4}-.*\d{7}Z<\/Message>/);
  });

  test('is told apart from what is no authorization at all', async () => {
    for (const authorization of ['nonsense', `SharedKey ${ACCOUNT}`])
      expect(await files.send('GET', target, { headers: { authorization } })).toMatchObject({
        status: 400,
        code: 'InvalidAuthenticationInfo',
      });
    const nothing = await files.send('GET', target, { sign: false });
    expect(nothing).toMatchObject({ status: 401, code: 'NoAuthenticationInformation' });
    expect(nothing.headers['www-authenticate']).toContain('Bearer authorization_uri=');
  });

  test('is refused, and what it signed, where the account forbids it or a fault does', async () => {
    files.rules.sharedKeyAllowed = false;
    const refusal = { status: 403, code: 'KeyBasedAuthenticationNotPermitted' };
    expect(await files.send('GET', target)).toMatchObject(refusal);
    const expiresOn = new Date(files.clock.nowMs + HOUR_MS);
    const permissions = ShareSASPermissions.parse('r');
    const url = files.client.getShareClient('share').generateSasUrl({ expiresOn, permissions });
    const { search } = new URL(await url);
    expect(await files.send('GET', `${target}${search}`, { sign: false })).toMatchObject(refusal);
    files.rules.sharedKeyAllowed = true;
    files.faults.arm('keys-forbidden', ACCOUNT, 1);
    expect(await files.send('GET', target)).toMatchObject(refusal);
    expect(await files.send('GET', target)).toMatchObject({ status: 200 });
  });
});

test('a token opens files for those who say that they act as a backup does', async () => {
  files.rules.token = 'good';
  const bearer = (token: string, headers = {}) =>
    files.send('GET', target, { headers: { authorization: `Bearer ${token}`, ...headers } });
  expect(await bearer('good', { 'x-ms-file-request-intent': 'backup' })).toMatchObject({ text: 'abc' });
  expect(await bearer('good')).toMatchObject({ status: 400, code: 'MissingRequiredHeader' });
  expect(await bearer('bad', { 'x-ms-file-request-intent': 'backup' })).toMatchObject({ status: 403 });
  files.faults.arm('no-data-role', `${ACCOUNT}/share`, 1);
  const refusal = { status: 403, code: 'AuthorizationPermissionMismatch' };
  expect(await bearer('good', { 'x-ms-file-request-intent': 'backup' })).toMatchObject(refusal);
  expect(await bearer('good', { 'x-ms-file-request-intent': 'backup' })).toMatchObject({ status: 200 });
});
