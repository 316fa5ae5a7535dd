'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { requireVersion } from '@/lib/config/parameters';
import { getProject } from '@/lib/config/projects';
import { saveParametersText } from '@/lib/provisioning/history/parameters-history';
import { startRun } from '@/lib/worker/start-run';
import type { Target } from './_components/target';
import { keepParameters } from './keep-parameters';
import { requireParameters } from './require-parameters';

/** The text of the parameters file as the form has made it, and the version of the file that it began with. */
const draftSchema = z.strictObject({ text: z.string(), version: z.string() });

type Draft = z.infer<typeof draftSchema>;

/** Answers the new version of the file. */
export async function saveParameters(projectId: string, given: Draft): Promise<ActionResult<string>> {
  const result = await act(() => {
    const { text, version } = draftSchema.parse(given);
    requireParameters(text);
    return saveParametersText(getProject(projectId), text, { expectedVersion: version });
  });
  return withFileAsItIs(result);
}

export async function provision(
  projectId: string,
  target: Target,
  given: Draft,
  plan: { planId: string; despiteFailures: boolean },
): Promise<ActionResult<StartedRun>> {
  const result = await act(async () => {
    const { text, version } = draftSchema.parse(given);
    const project = getProject(projectId);
    const parameters = requireParameters(text);
    // Before the run begins: a hand edit would otherwise be noticed when it is too late.
    await requireVersion(project, version);
    const started = await startRun(projectId, 'provision', { ...target, ...plan, parameters });
    await keepParameters(project, started, text);
    return started;
  });
  return withFileAsItIs(result);
}

/** To whoever has seen another file, the answer brings the page with the present one. */
function withFileAsItIs<T>(result: ActionResult<T>): ActionResult<T> {
  if (!result.ok && result.error.code === 'parameters_changed') refresh();
  return result;
}
