import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { POST as CHECK } from './check/route';
import { GET, PUT } from './route';
import { POST as SUGGEST } from './suggestions/route';

withTempData();

const FILE = 'infra/inference.config.json';
const CONFIG = {
  SUBSCRIPTION_ID: sample.subscriptionId,
  RESOURCE_GROUP_NAME: sample.resourceGroup,
  STORAGE_ACCOUNT_NAME: 'aistoragew3mc7',
  FILE_SHARE_NAME: 'aifilesharew3mc7',
  ACA_APP_NAME: 'nobody',
  ACA_APP_ENDPOINT: 'nobody.example.localhost',
};

describe('the config over HTTP', () => {
  const context = { params: Promise.resolve({ project: 'manual' }) };
  let file: string;

  beforeEach(async () => {
    const { root } = await tempProject({ [FILE]: '{ "note": "mine", "SUBSCRIPTION_ID": "" }' });
    file = join(root, FILE);
    vi.stubEnv('SLIPWAY_PROJECTS', `manual=${root}`);
  });

  const request = (method: string, body?: unknown, headers: Record<string, string> = {}) =>
    new Request('http://localhost:3000/api/v1', {
      method,
      headers: { host: 'localhost:3000', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  it('is null at first, and is written beside what else the file holds', async () => {
    const first = await GET(request('GET'), context);
    expect(await first.json()).toBeNull();
    const pasted = { ...CONFIG, ACA_APP_ENDPOINT: `https://${CONFIG.ACA_APP_ENDPOINT}/` };
    const written = await PUT(
      request('PUT', pasted, { 'if-match': first.headers.get('etag') ?? '' }),
      context,
    );
    expect(written.status).toBe(200);
    const again = await GET(request('GET'), context);
    expect(await again.json()).toEqual(CONFIG);
    expect(again.headers.get('etag')).toBe(written.headers.get('etag'));
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ note: 'mine', ...CONFIG });
  });

  it('is not written over a hand edit: 412', async () => {
    const etag = (await GET(request('GET'), context)).headers.get('etag') ?? '';
    await writeFile(file, '{ "note": "by hand" }');
    const answer = await PUT(request('PUT', CONFIG, { 'if-match': etag }), context);
    expect(answer.status).toBe(412);
    expect(await answer.json()).toMatchObject({ code: 'config_changed' });
    expect(await readFile(file, 'utf8')).toBe('{ "note": "by hand" }');
  });

  it('that lacks a name is refused by that name', async () => {
    const answer = await PUT(request('PUT', { ...CONFIG, ACA_APP_NAME: ' ' }), context);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ target: 'ACA_APP_NAME' });
  });

  it('is checked, and completed from what is there', { timeout: 60_000 }, async () => {
    await startLocalAzure();
    const checks = await (await CHECK(request('POST', CONFIG), context)).json();
    expect(checks).toContainEqual(expect.objectContaining({ id: 'share', state: 'passed' }));
    expect(checks).toContainEqual(expect.objectContaining({ id: 'app', state: 'failed' }));
    const { SUBSCRIPTION_ID, RESOURCE_GROUP_NAME } = CONFIG;
    const answer = await SUGGEST(request('POST', { SUBSCRIPTION_ID, RESOURCE_GROUP_NAME }), context);
    expect(await answer.json()).toMatchObject({
      RESOURCE_GROUP_NAME: [RESOURCE_GROUP_NAME],
      STORAGE_ACCOUNT_NAME: [CONFIG.STORAGE_ACCOUNT_NAME],
      FILE_SHARE_NAME: [],
    });
  });
});
