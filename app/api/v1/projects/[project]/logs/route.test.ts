import { beforeAll, expect, test, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { appendLogLines } from '@/lib/deployment/logs/store';
import { logLine } from '@/tests/log-lines';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { GET as download } from './download/route';
import { GET as events } from './events/route';
import { GET as hits } from './hits/route';
import { GET as page } from './route';

withTempData();

const COUNT = 20;
const project = newId();

beforeAll(async () => {
  const lines = Array.from({ length: COUNT }, (_, index) => logLine(`line ${index + 1}`));
  lines[4] = logLine('it broke', { level: 'error' });
  await appendLogLines(project, lines);
});

type Handler = (request: Request, context: { params: Promise<{ project: string }> }) => Promise<Response>;

/** Asks a route about the project, which has a folder for the time of the test. */
async function ask(route: Handler, query = '', headers: Record<string, string> = {}): Promise<Response> {
  const { root } = await tempProject({ 'infra/provision/inference.parameters.json': '{}' });
  vi.stubEnv('SLIPWAY_PROJECTS', `${project}=${root}`);
  const request = new Request(`http://localhost/api/v1/projects/${project}/logs?${query}`, { headers });
  return route(request, { params: Promise.resolve({ project }) });
}

test('the newest lines are answered, and the ones before them', async () => {
  const newest = await (await ask(page, 'limit=5')).json();
  expect([newest.from, newest.to, newest.atStart, newest.atEnd]).toEqual([16, 20, false, true]);
  const older = await (await ask(page, 'limit=100&before=16')).json();
  expect([older.lines.length, older.atStart]).toEqual([15, true]);
});

test('a filter is taken from the query, and one that cannot be is refused by name', async () => {
  const { lines } = await (await ask(page, 'level=error,warning&source=console')).json();
  expect(lines.map(({ text }: { text: string }) => text)).toEqual(['it broke']);
  for (const [query, target] of [
    ['level=loud', 'level'],
    ['source=', 'source'],
    ['limit=5001', 'limit'],
    ['regex=perhaps', 'regex'],
    ['q=(&regex=true', 'q'],
  ] as const) {
    const refused = await ask(page, query);
    expect([query, refused.status]).toEqual([query, 400]);
    expect(await refused.json()).toMatchObject({ target: expect.stringMatching(`^${target}`) });
  }
});

test('places of a text are answered, the newest first, and none is searched for without a text', async () => {
  expect(await (await ask(hits, 'q=LINE 1')).json()).toEqual({
    seqs: [19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 1],
    complete: true,
  });
  expect((await ask(hits)).status).toBe(400);
});

test('the log is a file to download, as far as it fits', async () => {
  const file = await ask(download, 'level=error');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.log"$/);
  expect(await file.text()).toMatch(/^\S+Z console error app--1-x it broke\n$/);
  expect((await ask(download, 'q=(&regex=true')).status).toBe(400);
});

test('a reader that comes back goes on after the last place that it was told', async () => {
  const stream = await ask(events, 'level=error', { 'last-event-id': '2' });
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (text.includes('event: lines')) break;
  }
  expect(text).toContain('id: 20\nevent: lines\n');
  expect(text).toContain('it broke');
  expect(text).not.toContain('line 3');
});
