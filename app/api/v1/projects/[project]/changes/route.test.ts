import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openFileShare } from '@/lib/azure/file-share';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { GET as getFile } from './file/route';
import { GET } from './route';
import { GET as getVersion } from './version/route';

withTempData();

const PROVISION_TIMEOUT_MS = 60_000;
const params = Promise.resolve({ project: 'mine' });
const asked = (query = '') => new Request(`http://localhost:3000/api/v1${query}`);
const answer = async (made: Promise<Response>) => {
  const response = await made;
  return { status: response.status, body: await response.json() };
};
const changes = () => answer(GET(asked(), { params }));
const version = () => answer(getVersion(asked(), { params }));
const sidesOf = (path: string) => answer(getFile(asked(`?path=${encodeURIComponent(path)}`), { params }));

it('tells what a deploy would send, how each file differs, and when that is old', {
  timeout: PROVISION_TIMEOUT_MS,
}, async () => {
  await startLocalAzure();
  const project = await provisionedProject({ 'inference/app.py': 'one\n', 'inference/logo.bin': 'a\0b' });
  vi.stubEnv('SLIPWAY_PROJECTS', `mine=${project.root}`);
  const { status, body } = await changes();
  expect(status).toBe(200);
  expect(body).toMatchObject({ unchanged: 0, bytesToUpload: 7, refused: [] });
  expect(body.files).toEqual([
    { path: 'inference/app.py', kind: 'added', size: 4, previousSize: null, onShare: 'as-left' },
    { path: 'inference/logo.bin', kind: 'added', size: 3, previousSize: null, onShare: 'as-left' },
  ]);
  expect((await version()).body).toEqual({ version: body.version });
  await rm(join(project.root, 'inference/logo.bin'));
  await writeFile(join(project.root, 'inference/app.py'), 'two\n');
  expect((await version()).body.version).not.toBe(body.version);

  const config = await readInferenceConfig(project);
  const at = { accountName: config?.STORAGE_ACCOUNT_NAME ?? '', shareName: config?.FILE_SHARE_NAME ?? '' };
  const share = await openFileShare({ ...sample, ...at });
  await share.makeDirectory('inference');
  await share.writeText('inference/app.py', 'theirs\n');
  expect((await sidesOf('inference/app.py')).body).toEqual({
    local: { kind: 'text', text: 'two\n' },
    share: { kind: 'text', text: 'theirs\n' },
  });
  expect((await sidesOf('../secrets')).status).toBe(400);
  expect((await sidesOf('')).status).toBe(400);
});

it('says what to do first where nothing is provisioned', async () => {
  const project = await tempProject({ 'inference/app.py': '' });
  vi.stubEnv('SLIPWAY_PROJECTS', `mine=${project.root}`);
  expect(await changes()).toMatchObject({ status: 409, body: { code: 'not_provisioned' } });
  expect((await version()).status).toBe(200);
});
