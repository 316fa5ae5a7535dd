import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import {
  type InferenceConfig,
  readInferenceConfig,
  writeInferenceConfig,
} from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { getEndpointState } from '@/lib/deployment/endpoint';
import { restart } from '@/lib/deployment/operate/restart-definition';
import { proof } from '@/lib/deployment/replicas/proof-definition';
import { replicaStages } from '@/lib/runs/replica-stages';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, provisionedProject, TEMPLATE } from '@/tests/provisioned-project';
import { type BareRun, bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

/** The first pull of an image that holds torch takes minutes; it stays in the folder of images. */
const FIRST_DEPLOY_TIMEOUT_MS = 20 * 60_000;
const DEPLOY_TIMEOUT_MS = 120_000;

const onEnd = afterSuite();
let provisioned: InferenceConfig;
let share: FileShare;
let first: BareRun<unknown>;

// One app for all tests, because its first container installs what the app requires. Each test deploys a folder of its own.
beforeAll(async () => {
  await startLocalAzure({ imagesDir: resolve(process.env.SLIPWAY_IMAGES || '.slipway/images'), onEnd });
  const asShipped = async (path: string) => ({ [path]: await readFile(path, 'utf8') });
  const files = { ...(await asShipped(TEMPLATE)), ...(await asShipped(PARAMETERS)) };
  const config = await readInferenceConfig(await provisionedProject(files, onEnd));
  if (!config) throw new Error('The project has not been provisioned.');
  provisioned = config;
  share = await openFileShare({
    ...sample,
    accountName: config.STORAGE_ACCOUNT_NAME,
    shareName: config.FILE_SHARE_NAME,
  });
  first = await deployed(await shippedProject());
}, FIRST_DEPLOY_TIMEOUT_MS);

/** A project with the inference app as it is shipped and a file of its user, that deploys to those resources. */
async function shippedProject(): Promise<Project> {
  const parameters = await readFile(PARAMETERS, 'utf8');
  const files = { [PARAMETERS]: parameters, 'inference/notes/names.txt': 'their own' };
  const project = await tempProject(files, onEnd);
  const isSource = (path: string) => !/\/(__pycache__|\.\w+_cache)$/.test(path);
  await cp('inference', join(project.root, 'inference'), { recursive: true, filter: isSource });
  await writeInferenceConfig(project, provisioned);
  return project;
}

async function edit(project: Project, path: string, change: (text: string) => string): Promise<void> {
  const file = join(project.root, path);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function deployed(project: Project): Promise<BareRun<unknown>> {
  const run = bareRun(deploy, project, {});
  await run.carryOut();
  return run;
}

describe('deploy', { timeout: DEPLOY_TIMEOUT_MS }, () => {
  it('brings the app up, its log with it, and proves that the model answers', async () => {
    expect(first.context.results.sync).toMatchObject({ deleted: 0, unchanged: 0 });
    expect(first.lines).toContain('Uploaded inference/app.py');
    expect(first.lines).toContain('phase: loading-adapter');
    expect(first.lines).toContain('The app is in phase ready.');
    expect(first.lines.at(-1)).toMatch(/^The model answers "Hello" in \d+ ms: "Ahoy/);
    expect(await getEndpointState(first.context.project)).toMatchObject({ state: 'ready', phase: 'ready' });
  });

  it('sends only what has changed, and takes away only what it has sent', async () => {
    const project = await shippedProject();
    await share.writeText('inference/theirs.txt', 'not ours');
    const all = Number(first.context.results.sync?.uploaded);
    const same = await deployed(project);
    expect(same.context.results.sync).toMatchObject({ uploaded: 0, deleted: 0, unchanged: all });
    expect(same.lines).toContain(`Nothing has changed: all ${all} files are on the share.`);

    await edit(project, 'inference/app.py', (text) => `print("version two", flush=True)\n${text}`);
    await rm(join(project.root, 'inference/notes'), { recursive: true });
    const changed = await deployed(project);
    expect(changed.context.results.sync).toMatchObject({
      uploaded: 1,
      deleted: 1,
      unchanged: all - 2,
    });
    // The answer came from a replica that read the new file, not from one that was still there.
    expect(changed.lines).toContain('version two');
    expect(await share.readText('inference/theirs.txt')).toBe('not ours');
    expect(await share.list('inference/notes')).toBeNull();
  });

  it('ends with the cause when the app dies at its start, and the next one mends it', async () => {
    const project = await shippedProject();
    await edit(project, 'inference/app.py', () => 'raise TypeError("no such layer")\n');
    await expect(deployed(project)).rejects.toMatchObject({
      info: { code: 'app_crashed', message: expect.stringContaining('TypeError: no such layer') },
    });

    const mended = await deployed(await shippedProject());
    expect(mended.lines.at(-1)).toMatch(/^The model answers/);
  });
});

describe('restart', { timeout: DEPLOY_TIMEOUT_MS }, () => {
  it('brings up what lies on the share, and sends nothing', async () => {
    const project = await shippedProject();
    await edit(project, 'inference/app.py', () => 'raise TypeError("never deployed")\n');
    const run = bareRun(restart, project, {});
    await run.carryOut();
    expect(run.lines).toContain('phase: loading-adapter');
    expect(run.lines.join('\n')).not.toMatch(/never deployed|Uploaded/);
    expect(restart.result(run.context).endpointUrl).toMatch(/^http:/);
  });

  it('ends with the reason of the app when it cannot load its model', async () => {
    await share.writeText('models/adapter/adapter_model.safetensors', 'half');
    const run = bareRun(restart, await shippedProject(), {});
    await expect(run.carryOut()).rejects.toMatchObject({
      info: {
        code: 'app_failed',
        message: "The adapter's adapter_model.safetensors is damaged or was not uploaded completely.",
        action: 'Upload the whole adapter folder that fine-tuning wrote to the share and restart.',
      },
    });
  });
});

describe('the adapter', { timeout: DEPLOY_TIMEOUT_MS }, () => {
  const WEIGHTS = 'models/adapter/adapter_model.safetensors';
  const proofOf = ({ events }: BareRun<unknown>) => events.findLast(({ type }) => type === 'adapter.proof');
  const checked = async () => {
    const run = bareRun(proof, await shippedProject(), {});
    await run.carryOut();
    return proofOf(run);
  };
  const putBack = async () =>
    share.put(WEIGHTS, await readFile('inference/sample/adapter/adapter_model.safetensors'), new Date());

  it('is proven by a deploy, whose replica went through every stage', () => {
    expect(proofOf(first)).toMatchObject({ verdict: 'proven' });
    const done = first.events.flatMap((event) =>
      event.type === 'replica.stage' && event.state === 'done' && event.attempt === 1 ? [event.stage] : [],
    );
    expect(new Set(done)).toEqual(new Set(replicaStages));
  });

  it('is missed on the share as soon as it is gone, and a restart without it says why it fails', async () => {
    await share.deleteFile(WEIGHTS);
    expect(await checked()).toMatchObject({ verdict: 'broken', code: 'files-missing' });
    const run = bareRun(restart, await shippedProject(), {});
    await expect(run.carryOut()).rejects.toMatchObject({ info: { code: 'app_failed' } });
    expect(proofOf(run)).toMatchObject({ verdict: 'broken', code: 'files-missing' });
    const failed = run.events.findLast(({ type }) => type === 'replica.stage');
    expect(failed).toMatchObject({
      stage: 'importing',
      state: 'failed',
      said: expect.stringContaining('missing'),
    });
  });

  it('is another one than the app runs with until the app is restarted', async () => {
    await putBack();
    await expect(bareRun(restart, await shippedProject(), {}).carryOut()).resolves.toBeUndefined();
    expect(await checked()).toMatchObject({ verdict: 'proven' });
    const whole = await readFile('inference/sample/adapter/adapter_model.safetensors');
    await share.writeText(WEIGHTS, whole.toString('latin1'));
    expect(await checked()).toMatchObject({ verdict: 'broken', code: 'hash-differs' });
    await putBack();
  });
});
