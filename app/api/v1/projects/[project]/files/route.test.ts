import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PARAMETERS_PATH } from '@/lib/config/parameters';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { DELETE, GET, PUT } from './content/route';
import { POST } from './rename/route';
import { GET as LIST } from './route';
import { GET as VERSIONS } from './versions/route';

withTempData();

const PATH = 'inference/app.py';
const PARAMETERS = '{ "parameters": { "defaultCommands": { "value": ["sleep infinity"] } } }';

describe('the files over HTTP', () => {
  const project = 'files';
  const context = { params: Promise.resolve({ project }) };
  let root: string;

  beforeEach(async () => {
    ({ root } = await tempProject({ [PATH]: 'one\r\n', [PARAMETERS_PATH]: PARAMETERS }));
    vi.stubEnv('SLIPWAY_PROJECTS', `${project}=${root}`);
  });

  type Sent = { method?: string; path?: string; body?: unknown; headers?: Record<string, string> };
  const request = ({ method = 'GET', path, body, headers }: Sent = {}) =>
    new Request(`http://localhost:3000/api/v1?${path === undefined ? '' : new URLSearchParams({ path })}`, {
      method,
      headers: { host: 'localhost:3000', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const get = (path: string, headers: Record<string, string> = {}) =>
    GET(request({ path, headers }), context);
  const put = (path: string, text: unknown, headers: Record<string, string> = {}) =>
    PUT(request({ method: 'PUT', path, body: { text }, headers }), context);
  const etag = async (path = PATH) => (await get(path)).headers.get('etag') ?? '';
  const onDisk = (path = PATH) => readFile(join(root, path), 'utf8');

  it('are listed', async () => {
    const list = await (await LIST(request(), context)).json();
    expect(list).toMatchObject({ truncated: false, entries: expect.arrayContaining([]) });
    expect(list.entries).toContainEqual({ path: PATH, kind: 'file', size: 5 });
  });

  it('are read with their version, and not sent again to whoever has it', async () => {
    const answer = await get(PATH);
    expect(await answer.json()).toMatchObject({ kind: 'text', text: 'one\r\n', size: 5 });
    const version = answer.headers.get('etag') ?? '';
    expect((await get(PATH, { 'if-none-match': version })).status).toBe(304);
    await writeFile(join(root, PATH), 'two');
    expect((await get(PATH, { 'if-none-match': version })).status).toBe(200);
  });

  it('are written over the version that was seen, and what they held is kept', async () => {
    const answer = await put(PATH, 'two\r\n', { 'if-match': await etag() });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(await etag());
    expect(await onDisk()).toBe('two\r\n');
    expect(await (await VERSIONS(request({ path: PATH }), context)).json()).toMatchObject([
      { content: 'one\r\n' },
    ]);
  });

  it('are not written over another version: 412', async () => {
    const seen = await etag();
    await writeFile(join(root, PATH), 'by hand');
    const answer = await put(PATH, 'mine', { 'if-match': seen });
    expect(answer.status).toBe(412);
    expect(await answer.json()).toMatchObject({ code: 'file_changed', target: PATH });
    expect(await onDisk()).toBe('by hand');
  });

  it('are not changed without a precondition: 428', async () => {
    expect((await put(PATH, 'mine')).status).toBe(428);
    expect((await DELETE(request({ method: 'DELETE', path: PATH }), context)).status).toBe(428);
    const body = { path: PATH, to: 'inference/x.py' };
    expect((await POST(request({ method: 'POST', body }), context)).status).toBe(428);
    expect(await onDisk()).toBe('one\r\n');
  });

  it('are made anew, and never in the place of another', async () => {
    const absent = { 'if-none-match': '*' };
    expect((await put('inference/new/a.py', 'new', absent)).status).toBe(201);
    expect(await onDisk('inference/new/a.py')).toBe('new');
    const answer = await put(PATH, 'new', absent);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'file_exists' });
  });

  it('are removed with their text in the answer, and put back from it', async () => {
    const removed = await DELETE(
      request({ method: 'DELETE', path: PATH, headers: { 'if-match': await etag() } }),
      context,
    );
    const { text } = await removed.json();
    expect((await get(PATH)).status).toBe(404);
    await put(PATH, text, { 'if-none-match': '*' });
    expect(await onDisk()).toBe('one\r\n');
  });

  it('get another name', async () => {
    const body = { path: PATH, to: 'inference/main.py' };
    const headers = { 'if-match': await etag() };
    expect((await POST(request({ method: 'POST', body, headers }), context)).status).toBe(200);
    expect(await onDisk('inference/main.py')).toBe('one\r\n');
  });

  it.each(['../outside.py', '/etc/passwd', 'inference/../../outside.py', 'package.json', 'inference/\0'])(
    'are never outside of the two folders: %j',
    async (path) => {
      expect((await get(path)).status).toBe(400);
      expect((await put(path, 'x', { 'if-match': '*' })).status).toBe(400);
      expect((await put(path, 'x', { 'if-none-match': '*' })).status).toBe(400);
    },
  );

  it('are never behind a link', async () => {
    await mkdir(join(root, 'outside'));
    await symlink('../outside', join(root, 'inference/sub'));
    expect((await get('inference/sub/a')).status).toBe(403);
    expect((await put('inference/sub/a', 'x', { 'if-none-match': '*' })).status).toBe(403);
  });

  it('stay files of parameters, if they are', async () => {
    const headers = { 'if-match': await etag(PARAMETERS_PATH) };
    const broken = await put(PARAMETERS_PATH, '{\n  "parameters": {\n', headers);
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ code: 'parameters_not_json' });
    expect(await onDisk(PARAMETERS_PATH)).toBe(PARAMETERS);
  });

  it('are changed by no page of another site', async () => {
    const headers = { 'if-match': '*', origin: 'https://evil.example' };
    expect((await put(PATH, 'x', headers)).status).toBe(403);
    expect(await onDisk()).toBe('one\r\n');
  });

  it('need a path and a text', async () => {
    expect((await GET(request(), context)).status).toBe(400);
    expect((await put(PATH, 5, { 'if-match': '*' })).status).toBe(400);
  });
});
