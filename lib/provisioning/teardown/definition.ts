import 'server-only';
import { z } from 'zod';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { forgetCreated } from '@/lib/provisioning/created-resources';
import { forgetInferenceConfig } from '@/lib/provisioning/history/config-history';
import { removeAll } from '@/lib/provisioning/teardown/remove-all';
import { surveyTeardown } from '@/lib/provisioning/teardown/survey';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

const MAX_IDS = 200;
const MAX_ID_LENGTH = 1_000;
const CHECK_LIMIT_MS = 5 * 60_000;
const DELETE_LIMIT_MS = 120 * 60_000;
const RECORD_LIMIT_MS = 60_000;

const inputSchema = z.strictObject({
  /** The id of the project, typed by whoever asks for it. */
  confirm: z.string(),
  /** What the dry run has listed: nothing else is deleted, whatever has been made since. */
  ids: z
    .array(z.string().max(MAX_ID_LENGTH))
    .min(1, 'must name what is to be deleted')
    .max(MAX_IDS, `must name at most ${MAX_IDS} resources`),
});

type TeardownInput = z.infer<typeof inputSchema>;
type Context = StepContext<TeardownInput>;

/** Deletes what Slipway has made for a project, and nothing that it reused. */
export const teardown: RunDefinition<TeardownInput> = {
  kind: 'teardown',
  inputSchema,
  admit: async (project, { confirm }) => requireConfirmation(project, confirm),
  steps: [
    { name: 'check', limitMs: CHECK_LIMIT_MS, run: check },
    { name: 'delete', limitMs: DELETE_LIMIT_MS, run: remove },
    { name: 'record', limitMs: RECORD_LIMIT_MS, run: record },
  ],
  result: () => ({}),
};

/** Throws `teardown_not_confirmed`. */
function requireConfirmation(project: Project, confirm: string): void {
  if (confirm === project.id) return;
  throw new AppError('bad_input', {
    code: 'teardown_not_confirmed',
    message: 'Nothing was deleted: what was typed is not the id of the project.',
    action: `Type ${project.id} to confirm.`,
    target: 'confirm',
  });
}

async function check({ project, input, signal }: Context) {
  const { remove, gone } = await surveyTeardown(project, signal);
  const known = new Set([...remove, ...gone].map(({ id }) => id));
  const stranger = input.ids.find((id) => !known.has(id.toLowerCase()));
  if (stranger !== undefined) {
    throw new AppError('conflict', {
      code: 'teardown_changed',
      message: `Nothing was deleted: ${stranger.split('/').at(-1)} is no longer among what Slipway may delete.`,
      action: 'Look at the list again, then confirm it anew.',
    });
  }
  return undefined;
}

/** Surveys again, since after a crash part of it is gone. */
async function remove(context: Context) {
  const { remove: present, gone, leave } = await surveyTeardown(context.project, context.signal);
  const chosen = new Set(context.input.ids.map((id) => id.toLowerCase()));
  await forgetCreated(
    context.project,
    gone.map(({ id }) => id).filter((id) => chosen.has(id)),
  );
  await removeAll(
    context,
    present.filter(({ id }) => chosen.has(id)),
  );
  const left = leave.find(({ id }) => chosen.has(id));
  if (left) throw leftBehind(left);
  return undefined;
}

/** Others have come to use it since it was confirmed. */
function leftBehind({ name, reason }: { name: string; reason: string }): AppError {
  return new AppError('conflict', {
    code: 'teardown_incomplete',
    message: `${name} was left, though it was to be deleted. ${reason}`,
    action: 'Look at the list again: it says what is left and why.',
  });
}

async function record({ project, input }: Context) {
  const config = await readInferenceConfig(project);
  const app = input.ids.some(
    (id) =>
      id.toLowerCase().endsWith(`/microsoft.app/containerapps/${config?.ACA_APP_NAME}`.toLowerCase()) &&
      id.toLowerCase().includes(`/resourcegroups/${config?.RESOURCE_GROUP_NAME}/`.toLowerCase()),
  );
  if (config && app) await forgetInferenceConfig(project);
  return undefined;
}
