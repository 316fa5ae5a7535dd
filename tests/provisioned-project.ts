import { readFile } from 'node:fs/promises';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { provision } from '@/lib/provisioning/definition';
import { provisionInputSchema } from '@/lib/provisioning/input';
import { sample } from './local-azure';
import { bareRun } from './step-context';
import { tempProject } from './temp-project';

const PARAMETERS = 'infra/provision/inference.parameters.json';
const TEMPLATE = 'infra/provision/inference.json';

/** The project's template with an image that the local Azure has at once, for tests that need no torch. */
export async function quickTemplate(): Promise<string> {
  const template = await readFile(TEMPLATE, 'utf8');
  return template.replace(/docker\.io\/pytorch\/pytorch:[\w.-]+/, 'docker.io/library/python:3.12-slim');
}

/** The files of an inference app that answers like a real one within a second of its start. */
export async function replayApp(
  phases: object[] = [{ phase: 'loading-base' }, { phase: 'ready' }],
): Promise<Record<string, string>> {
  const text = (path: string) => readFile(path, 'utf8');
  return {
    'inference/app.mjs': await text('tests/fixtures/replay-app/app.mjs'),
    'inference/config.json': await text('lib/gradio/fixtures/config.json'),
    'inference/hello.sse': await text('lib/gradio/fixtures/hello.sse'),
    'inference/phases.json': JSON.stringify(phases),
    'inference/version.txt': 'one',
    'inference/model.json': '{ "base": "../models/base", "adapter": "../models/adapter" }',
  };
}

/** A project whose resources are there, in the local Azure that the test has started. */
export async function provisionedProject(
  files: Record<string, string>,
  defaultCommands = ['cd /mount/inference', `exec ${process.execPath} app.mjs`],
): Promise<Project> {
  const parameters = { defaultCommands, maximumInstanceCount: 1 };
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
  const project = await tempProject({
    [TEMPLATE]: await quickTemplate(),
    [PARAMETERS]: JSON.stringify({ parameters: values }),
    ...files,
  });
  const { subscriptionId, resourceGroup } = sample;
  const input = provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
  await bareRun(provision, project, input).carryOut();
  return project;
}

/** A provisioned project whose app runs and answers. */
export async function deployedProject(files: Record<string, string>): Promise<Project> {
  const project = await provisionedProject(files);
  await bareRun(deploy, project, {}).carryOut();
  return project;
}
