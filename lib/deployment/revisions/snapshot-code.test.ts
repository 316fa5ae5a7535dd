import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { planRollback } from '@/lib/deployment/revisions/plan-rollback';
import { rollback } from '@/lib/deployment/revisions/rollback-definition';
import { compareCode, listDeployedCode, readCodeSides } from '@/lib/deployment/revisions/snapshot-code';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { createRun } from '@/lib/runs/store';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { projectWithShare } from '@/tests/project-with-share';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

const never = new AbortController().signal;
const GONE = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

withTempData();
const onEnd = afterSuite();
let project: Project;
let share: FileShare;
let first: string;
let second: string;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  ({ project, share } = await projectWithShare(
    { 'inference/app.py': 'first', 'inference/old.txt': 'old', 'inference/same.txt': 'same' },
    onEnd,
  ));
  first = await sync();
  await rm(join(project.root, 'inference/old.txt'));
  await writeFile(join(project.root, 'inference/app.py'), 'second!');
  await writeFile(join(project.root, 'inference/new.bin'), Buffer.from([0, 1]));
  second = await sync();
});

async function sync(): Promise<string> {
  const { context } = bareRun(deploy, project, {});
  await syncToShare(context, share);
  return context.runId;
}

describe('the code of two deploys', () => {
  test('is listed, the newest first, without what a run is about to leave', async () => {
    const { runId } = await createRun({ project: project.id, kind: 'deploy', input: {} });
    const { context } = bareRun(deploy, project, {});
    await syncToShare({ ...context, runId }, share);
    expect(await listDeployedCode(project, never)).toMatchObject([
      { runId: second, kind: null },
      { runId: first, kind: null },
    ]);
  });

  test('differs by files that are new, other and gone', async () => {
    const forth = [
      { path: 'inference/app.py', kind: 'changed', size: 7, previousSize: 5 },
      { path: 'inference/new.bin', kind: 'added', size: 2, previousSize: null },
      { path: 'inference/old.txt', kind: 'removed', size: 0, previousSize: 3 },
    ];
    expect(await compareCode(project, { from: first, to: second }, never)).toEqual(forth);
    expect(await compareCode(project, { from: 'now', to: first }, never)).toMatchObject([
      { path: 'inference/app.py', kind: 'changed', size: 5 },
      { path: 'inference/new.bin', kind: 'removed' },
      { path: 'inference/old.txt', kind: 'added' },
    ]);
    expect(await compareCode(project, { from: 'now', to: second }, never)).toEqual([]);
  });

  test('is read from what the share has kept, file by file', async () => {
    const sides = (path: string) => readCodeSides(project, { from: first, to: second, path }, never);
    expect(await sides('inference/app.py')).toEqual({
      before: { kind: 'text', text: 'first' },
      after: { kind: 'text', text: 'second!' },
    });
    expect(await sides('inference/old.txt')).toEqual({
      before: { kind: 'text', text: 'old' },
      after: { kind: 'absent' },
    });
    expect(await sides('inference/new.bin')).toEqual({
      before: { kind: 'absent' },
      after: { kind: 'binary', size: 2 },
    });
    expect(await sides('../infra/inference.config.json')).toEqual({
      before: { kind: 'absent' },
      after: { kind: 'absent' },
    });
  });

  test('of a run that is not kept any more is missed by name', async () => {
    const missing = { kind: 'not_found', info: { code: 'snapshot_missing' } };
    await expect(compareCode(project, { from: GONE, to: 'now' }, never)).rejects.toMatchObject(missing);
  });
});

test('what a roll back is asked for names at least one of the two', () => {
  const parse = (input: object) => rollback.inputSchema.safeParse(input).success;
  expect(parse({})).toBe(false);
  expect(parse({ snapshot: '../secret' })).toBe(false);
  expect(parse({ snapshot: GONE })).toBe(true);
  expect(parse({ revision: 'app--one' })).toBe(true);
  expect(parse({ revision: 'app--one', snapshot: GONE, other: 1 })).toBe(false);
});

test('a roll back of an app that is not there is refused before anything is changed', async () => {
  await expect(planRollback(project, { snapshot: first }, never)).rejects.toMatchObject({
    kind: 'not_found',
  });
  const run = bareRun(rollback, project, { snapshot: first });
  await expect(run.carryOut()).rejects.toMatchObject({ kind: 'not_found' });
  expect(await compareCode(project, { from: 'now', to: second }, never)).toEqual([]);
});
