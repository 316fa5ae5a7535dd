import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PARAMETERS_PATH } from '@/lib/config/parameters';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { GET, PUT } from './route';
import { POST } from './versions/[version]/restore/route';
import { GET as LIST } from './versions/route';

withTempData();

const VALUES = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1 };
const REFERENCE = {
  keyVault: { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v' },
  secretName: 'one',
};
const TEXT = `{ "mine": "kept", "parameters": {
  "maximumInstanceCount": { "value": 1 }, "defaultCommands": { "value": ["sleep infinity"] },
  "own": { "value": [1] }, "token": { "reference": ${JSON.stringify(REFERENCE)} }
} }`;

describe('the parameters over HTTP', () => {
  const project = 'files';
  const context = { params: Promise.resolve({ project }) };
  let file: string;

  beforeEach(async () => {
    const { root } = await tempProject({ [PARAMETERS_PATH]: TEXT });
    file = join(root, PARAMETERS_PATH);
    vi.stubEnv('SLIPWAY_PROJECTS', `${project}=${root}`);
  });

  const request = (method: string, body?: unknown, headers: Record<string, string> = {}) =>
    new Request('http://localhost:3000/api/v1', {
      method,
      headers: { host: 'localhost:3000', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const put = (body: unknown, ifMatch?: string) =>
    PUT(request('PUT', body, ifMatch === undefined ? {} : { 'if-match': ifMatch }), context);
  const etag = async () => (await GET(request('GET'), context)).headers.get('etag') ?? '';

  it('are read with their version, and written back change no character', async () => {
    const answer = await GET(request('GET'), context);
    const values = await answer.json();
    expect(values).toMatchObject({ ...VALUES, own: [1], token: { reference: REFERENCE } });
    const written = await put(values, answer.headers.get('etag') ?? '');
    expect(written.status).toBe(200);
    expect(written.headers.get('etag')).toBe(answer.headers.get('etag'));
    expect(await readFile(file, 'utf8')).toBe(TEXT);
  });

  it('keep what a writer leaves out, and answer it too', async () => {
    const answer = await put({ ...VALUES, maximumInstanceCount: 2 }, await etag());
    expect(await answer.json()).toMatchObject({ maximumInstanceCount: 2, own: [1] });
    expect(await readFile(file, 'utf8')).toBe(TEXT.replace('"value": 1 }', '"value": 2 }'));
  });

  it.each([
    ['of a version that a hand edit has replaced', async () => undefined],
    ['that is no version at all', async () => '"nonsense"'],
    ['that is not even quoted', async () => 'nonsense'],
  ])('are not written over with an If-Match %s: 412', async (_, other) => {
    const known = await etag();
    const edited = TEXT.replace('"kept"', '"by hand"');
    await writeFile(file, edited);
    const answer = await put({ ...VALUES, maximumInstanceCount: 2 }, (await other()) ?? known);
    expect(answer.status).toBe(412);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'parameters_changed', status: 412 });
    expect(await readFile(file, 'utf8')).toBe(edited);
  });

  it('that are wrong are named, and nothing is written', async () => {
    const answer = await put({ ...VALUES, maximumInstanceCount: 0 });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ target: 'maximumInstanceCount' });
    expect(await readFile(file, 'utf8')).toBe(TEXT);
  });

  it('that were replaced are listed with their text and put back, under If-Match too', async () => {
    await put({ ...VALUES, maximumInstanceCount: 2 });
    const list: unknown = await (await LIST(request('GET'), context)).json();
    expect(list).toMatchObject([{ content: TEXT, replacedAt: expect.any(String) }, ...oldOnes(list)]);
    const version = idOf(list);
    const restore = (ifMatch: string) =>
      POST(request('POST', undefined, { 'if-match': ifMatch }), {
        params: Promise.resolve({ project, version }),
      });
    expect((await restore('"old"')).status).toBe(412);
    expect((await restore(await etag())).status).toBe(200);
    expect(await readFile(file, 'utf8')).toBe(TEXT);
  });
});

const oldOnes = (list: unknown): unknown[] => (Array.isArray(list) ? list.slice(1) : []);
const idOf = (list: unknown): string => (Array.isArray(list) ? String(list[0]?.id) : '');
