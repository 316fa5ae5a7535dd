import { provision } from '@/lib/provisioning/definition';
import { type ProvisionInput, provisionInputSchema } from '@/lib/provisioning/input';
import { cancelRun } from '@/lib/runs/cancel';
import { createRun } from '@/lib/runs/store';
import type { OnEnd } from './clean-up';
import { sample } from './local-azure';
import { quickTemplate, TEMPLATE } from './provisioned-project';
import { type BareRun, bareRun } from './step-context';
import { tempProject } from './temp-project';

type Options = { resourceGroup?: string; template?: string; onEnd?: OnEnd };

/** A provision of a project of its own that the database knows, so that what it makes can name it; no worker takes it up. */
export async function recordedRun(
  values: Record<string, unknown> = {},
  { resourceGroup = sample.resourceGroup, template, onEnd }: Options = {},
): Promise<BareRun<ProvisionInput>> {
  const folder = await tempProject({ [TEMPLATE]: template ?? (await quickTemplate()) }, onEnd);
  const project = { ...folder, id: crypto.randomUUID() };
  const parameters = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, ...values };
  const { subscriptionId } = sample;
  const input = provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
  const run = bareRun(provision, project, input);
  run.context.runId = (await createRun({ project: project.id, kind: 'provision', input })).runId;
  await cancelRun(run.context.runId);
  return run;
}
