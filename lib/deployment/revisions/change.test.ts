import { beforeAll, describe, expect, test } from 'vitest';
import { listRevisions } from '@/lib/azure/app-revisions';
import type { Project } from '@/lib/config/projects';
import { readRevisionBoard } from '@/lib/deployment/revisions/board';
import { changeActive, changeMode, changeTraffic } from '@/lib/deployment/revisions/change';
import { compareTemplates } from '@/lib/deployment/revisions/template-lines';
import { readTarget } from '@/lib/deployment/target';
import { changeSettings } from '@/lib/provisioning/app-settings/change';
import { createRun } from '@/lib/runs/store';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

const AZURE_TIMEOUT_MS = 60_000;

withTempData();
const onEnd = afterSuite();
let project: Project;
let first: string;
let second: string;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  project = await provisionedProject({}, onEnd);
  first = (await readRevisionBoard(project)).latest;
  await changeMode(project, 'multiple');
  await changeSettings(project, { type: 'set-variable', name: 'MODE', value: 'word-of-somebody' });
  second = (await readRevisionBoard(project)).latest;
}, AZURE_TIMEOUT_MS);

const split = (...weights: [string | null, number][]) => ({
  shares: weights.map(([revision, weight]) => ({ revision, weight })),
});

describe('in multiple mode', { timeout: AZURE_TIMEOUT_MS }, () => {
  test('the revisions are listed, the newest first, without what their variables hold', async () => {
    const board = await readRevisionBoard(project);
    expect(board).toMatchObject({
      mode: 'multiple',
      latest: second,
      stopped: false,
      revisions: [
        { name: second, active: true, latest: true, snapshot: null, runId: null },
        { name: first, active: true, latest: false },
      ],
    });
    expect(JSON.stringify(board)).not.toContain('word-of-somebody');
    const { app } = await readTarget(project);
    const [after, before] = await listRevisions(app);
    expect(compareTemplates(before?.facts ?? [], after?.facts ?? [])).toEqual([
      { field: 'variable', of: 'MODE', change: 'added', before: null, after: null },
    ]);
  });

  test('the traffic goes where the weights say, unless somebody else was quicker', async () => {
    const seen = (await readRevisionBoard(project)).traffic ?? [];
    await changeTraffic(project, { ...split([first, 70], [null, 30], [second, 0]), seen });
    const { traffic, revisions } = await readRevisionBoard(project);
    expect(traffic).toEqual([
      { revision: first, weight: 70 },
      { revision: null, weight: 30 },
    ]);
    expect(revisions.find(({ name }) => name === first)).toMatchObject({ traffic: 70 });
    await expect(changeTraffic(project, { ...split([first, 100]), seen })).rejects.toMatchObject({
      info: { code: 'traffic_changed' },
    });
  });

  test.each([
    ['weights that are not 100', [[null, 99]], 'traffic_invalid'],
    ['a revision that is not there', [['none', 100]], 'traffic_invalid'],
    ['no weights', [], 'traffic_invalid'],
  ] satisfies [string, [string | null, number][], string][])('%s are refused', async (_, weights, code) => {
    await expect(changeTraffic(project, split(...weights))).rejects.toMatchObject({
      kind: 'bad_input',
      info: { code, target: 'traffic' },
    });
  });

  test('a revision is ended only without traffic, and runs again', async () => {
    await changeTraffic(project, split([first, 100]));
    const set = (revision: string, active: boolean) => changeActive(project, { revision, active });
    await expect(set(first, false)).rejects.toMatchObject({ info: { code: 'revision_holds_traffic' } });
    await expect(set('none', false)).rejects.toMatchObject({ info: { code: 'revision_missing' } });
    await set(second, false);
    await expect(set(second, false)).rejects.toMatchObject({ info: { code: 'revision_inactive' } });
    await expect(changeTraffic(project, split([second, 100]))).rejects.toMatchObject({
      info: { code: 'traffic_invalid', message: expect.stringContaining('not active') },
    });
    await set(second, true);
    await expect(set(second, true)).rejects.toMatchObject({ info: { code: 'revision_active' } });
  });
});

test('nothing is changed during a run', { timeout: AZURE_TIMEOUT_MS }, async () => {
  const busy = { ...project, id: 'busy' };
  await createRun({ project: busy.id, kind: 'restart', input: {} });
  const refused = { kind: 'conflict', info: { code: 'run_active' } };
  await expect(changeMode(busy, 'single')).rejects.toMatchObject(refused);
  await expect(changeTraffic(busy, split([null, 100]))).rejects.toMatchObject(refused);
  await expect(changeActive(busy, { revision: second, active: false })).rejects.toMatchObject(refused);
});

test('a project that has not been provisioned has no revisions to speak of', async () => {
  await expect(readRevisionBoard(await tempProject())).rejects.toMatchObject({
    info: { code: 'not_provisioned' },
  });
});

test('in single mode the latest has all the traffic, and that cannot be changed', {
  timeout: AZURE_TIMEOUT_MS,
}, async () => {
  await changeMode(project, 'single');
  const board = await readRevisionBoard(project);
  expect(board).toMatchObject({ mode: 'single', traffic: [{ revision: null, weight: 100 }] });
  const refused = { info: { code: 'single_revision_mode' } };
  await expect(changeTraffic(project, split([first, 100]))).rejects.toMatchObject(refused);
  await expect(changeActive(project, { revision: first, active: true })).rejects.toMatchObject(refused);
});
