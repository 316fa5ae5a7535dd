import { cp, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { parseDeployment } from './arm/deployments/deployment-request.ts';
import { startDeployment } from './arm/deployments/start-deployment.ts';
import { putGroup } from './arm/groups.ts';
import type { EmulatorContext } from './context.ts';
import { accountModel, type Deployment } from './state/models.ts';

const parametersFile = z.looseObject({
  parameters: z.record(z.string(), z.looseObject({ value: z.unknown().optional() })),
});

const seedFile = z.object({
  tenant: accountModel.shape.tenant,
  subscription: accountModel.shape.subscription,
  /** Other tenants, that may hold subscriptions with nothing in them. */
  tenants: accountModel.shape.tenants,
  resourceGroup: z.object({ name: z.string(), location: z.string() }),
  /** Paths are relative to the seed file; parameters that are null take their defaults. */
  deployment: z.object({ name: z.string(), template: z.string(), parameters: z.string() }),
  /** Copied to the share that the deployment's outputs STORAGE_ACCOUNT_NAME and FILE_SHARE_NAME name. */
  files: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type Seed = z.infer<typeof seedFile> & { folder: string };

/** Reads a seed file. Throws an Error with a sentence when it cannot be used. */
export async function readSeed(path: string): Promise<Seed> {
  const result = seedFile.safeParse(await readJsonFile(path));
  if (result.success) return { ...result.data, folder: dirname(resolve(path)) };
  throw new Error(`The seed file ${path} is not valid: ${z.prettifyError(result.error)}`);
}

/** Lays out what the seed describes: a resource group, its deployment through the engine, files in its share. */
export async function applySeed(context: EmulatorContext, seed: Seed): Promise<void> {
  const { name, location } = seed.resourceGroup;
  const { group } = putGroup(context, name, { location });
  const template = await readJsonFile(join(seed.folder, seed.deployment.template));
  const { parameters } = parametersFile.parse(
    await readJsonFile(join(seed.folder, seed.deployment.parameters)),
  );
  const given = Object.fromEntries(Object.entries(parameters).filter(([, { value }]) => value !== null));
  const request = parseDeployment({ properties: { mode: 'Incremental', template, parameters: given } });
  // What is seeded has happened already: no transition takes time.
  const { deployment, finished } = await startDeployment(
    { ...context, pace: 0 },
    group,
    seed.deployment.name,
    request,
  );
  await finished;
  const done = context.state.deployments.get(deployment.id);
  if (done?.provisioningState !== 'Succeeded') {
    throw new Error(`The seed's deployment failed: ${JSON.stringify(done?.error)}`);
  }
  const folder = context.files.shareFolder(
    output(done, 'STORAGE_ACCOUNT_NAME'),
    output(done, 'FILE_SHARE_NAME'),
  );
  for (const { from, to } of seed.files) await copyInto(join(seed.folder, from), join(folder, to));
}

async function copyInto(from: string, to: string): Promise<void> {
  const found = await stat(from).catch(() => undefined);
  if (!found) throw new Error(`The seed names ${from}, which does not exist.`);
  await cp(from, to, { recursive: true });
}

function output(deployment: Deployment, name: string): string {
  const value = deployment.outputs?.[name]?.value;
  if (typeof value === 'string') return value;
  throw new Error(`The seed's deployment has no output ${name}.`);
}

async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON.`, { cause: error });
  }
}
