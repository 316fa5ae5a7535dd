import { expect, test } from 'vitest';
import { readParameters } from '@/lib/config/parameters';
import { NEW_PARAMETERS_TEXT, withParameterValues } from '@/lib/config/parameters-text';
import { newId } from '@/lib/core/ids';
import { createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { keepParameters } from './keep-parameters';

withTempData();

const textFor = (maximumInstanceCount: number) =>
  withParameterValues(NEW_PARAMETERS_TEXT, {
    defaultCommands: ['exec python3 app.py'],
    maximumInstanceCount,
  });

async function projectWithOneInstance() {
  const project = { ...(await tempProject({ 'infra/provision/inference.json': '{}' })), id: newId() };
  await keepParameters(project, { runId: newId(), joined: false }, textFor(1));
  return { project, kept: async () => (await readParameters(project)).values.maximumInstanceCount };
}

test('the values of a provision that begins are written down', async () => {
  const { project, kept } = await projectWithOneInstance();
  const started = await createRun({ project: project.id, kind: 'provision', input: {} });
  await keepParameters(project, started, textFor(2));
  expect(await kept()).toBe(2);
});

test('a request that joins another provision leaves the file as that one wrote it', async () => {
  const { project, kept } = await projectWithOneInstance();
  await createRun({ project: project.id, kind: 'provision', input: {} });
  const joined = await createRun({ project: project.id, kind: 'provision', input: {} });
  await keepParameters(project, joined, textFor(2));
  expect(await kept()).toBe(1);
});

test('a request that comes while the project is deployed is refused, and writes nothing', async () => {
  const { project, kept } = await projectWithOneInstance();
  await createRun({ project: project.id, kind: 'deploy', input: {} });
  const joined = await createRun({ project: project.id, kind: 'provision', input: {} });
  await expect(keepParameters(project, joined, textFor(2))).rejects.toMatchObject({
    kind: 'conflict',
    info: { code: 'other_run_active' },
  });
  expect(await kept()).toBe(1);
});
