import { readFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { readParameters } from '@/lib/config/parameters';
import type { Project } from '@/lib/config/projects';
import { provision } from '@/lib/provisioning/definition';
import { provisionInputSchema } from '@/lib/provisioning/input';
import type { OnEnd } from './clean-up';
import { sample } from './local-azure';
import { bareRun } from './step-context';
import { tempProject } from './temp-project';

export const PARAMETERS = 'infra/provision/inference.parameters.json';
export const TEMPLATE = 'infra/provision/inference.json';

/** The project's template with an image that the local Azure has at once, for tests that need no torch. */
export async function quickTemplate(): Promise<string> {
  const template = await readFile(TEMPLATE, 'utf8');
  return template.replace(/docker\.io\/pytorch\/pytorch:[\w.-]+/, 'docker.io/library/python:3.12-slim');
}

/** A parameters file with these commands, everything else by default. */
export function parametersWith(defaultCommands: string[]): string {
  const parameters = { defaultCommands: { value: defaultCommands }, maximumInstanceCount: { value: 1 } };
  return JSON.stringify({ parameters });
}

/**
 * A project whose resources are there, in the local Azure that the test has started. Its container idles, unless `files`
 * bring a template and parameters of their own.
 */
export async function provisionedProject(
  files: Record<string, string> = {},
  onEnd: OnEnd = onTestFinished,
): Promise<Project> {
  const quick = { [TEMPLATE]: await quickTemplate(), [PARAMETERS]: parametersWith(['sleep infinity']) };
  const project = await tempProject({ ...quick, ...files }, onEnd);
  const { values: parameters } = await readParameters(project);
  const { subscriptionId, resourceGroup } = sample;
  const input = provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
  await bareRun(provision, project, input).carryOut();
  return project;
}
