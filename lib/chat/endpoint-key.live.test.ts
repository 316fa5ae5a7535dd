import { cp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { UIMessageChunk } from 'ai';
import { beforeAll, describe, expect, it } from 'vitest';
import { listAppSecrets } from '@/lib/azure/app-settings';
import { endpointFetch, endpointUrl } from '@/lib/azure/cloud';
import { ENDPOINT_KEY_SECRET } from '@/lib/azure/endpoint-key';
import { chatParametersSchema } from '@/lib/chat/parameters';
import { streamChat } from '@/lib/chat/send';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { readParameters } from '@/lib/config/parameters';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { readSettings } from '@/lib/provisioning/app-settings/read';
import { provision } from '@/lib/provisioning/definition';
import { provisionInputSchema } from '@/lib/provisioning/input';
import { makePlan } from '@/lib/provisioning/plan/make-plan';
import type { PlanPart } from '@/lib/provisioning/plan/plan';
import { afterSuite } from '@/tests/clean-up';
import { heldOut } from '@/tests/inference-app';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

/** The first pull of an image that holds torch takes minutes; it stays in the folder of images. */
const FIRST_DEPLOY_TIMEOUT_MS = 20 * 60_000;
const HTTP_OK = 200;
const HTTP_UNAUTHORIZED = 401;

const onEnd = afterSuite();
let project: Project;
let baseUrl: string;
let key: string;
/** All that Slipway has told so far: plan, events, log lines and answers. */
const told: unknown[] = [];

beforeAll(async () => {
  await startLocalAzure({ imagesDir: resolve(process.env.SLIPWAY_IMAGES || '.slipway/images'), onEnd });
  const asShipped = async (path: string) => ({ [path]: await readFile(path, 'utf8') });
  project = await tempProject({ ...(await asShipped(TEMPLATE)), ...(await asShipped(PARAMETERS)) }, onEnd);
  const isSource = (path: string) => !/\/(__pycache__|\.\w+_cache)$/.test(path);
  await cp('inference', join(project.root, 'inference'), { recursive: true, filter: isSource });

  const { subscriptionId, resourceGroup } = sample;
  const parameters = { ...(await readParameters(project)).values, endpointKey: true };
  const input = provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
  const planned = { target: sample, parameters: input.parameters };
  const onPart = (part: PlanPart) => void told.push(part);
  told.push(await makePlan(project, planned, onPart, new AbortController().signal));
  for (const run of [bareRun(provision, project, input), bareRun(deploy, project, {})]) {
    await run.carryOut();
    told.push(run.events, run.lines, run.context.results);
  }

  const config = await readInferenceConfig(project);
  if (!config) throw new Error('The project has not been provisioned.');
  baseUrl = endpointUrl(config.ACA_APP_ENDPOINT);
  const secrets = await listAppSecrets({ ...sample, appName: config.ACA_APP_NAME });
  key = secrets.find(({ name }) => name === ENDPOINT_KEY_SECRET)?.value ?? '';
  told.push(config, await readSettings(project));
}, FIRST_DEPLOY_TIMEOUT_MS);

async function ask(path: string, authorization?: string): Promise<number> {
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await endpointFetch(baseUrl + path, { headers });
  await answer.body?.cancel();
  return answer.status;
}

describe('an endpoint with a key', () => {
  it.each(['/', '/config', '/gradio_api/info', '/readyz', '/v1/models'])(
    'refuses %s to whoever does not know it',
    async (path) => {
      expect(await ask(path)).toBe(HTTP_UNAUTHORIZED);
      expect(await ask(path, 'Bearer wrong')).toBe(HTTP_UNAUTHORIZED);
    },
  );

  it('lets in who knows it, and probes without it', async () => {
    expect(key.length).toBeGreaterThan(40);
    expect(await ask('/readyz', `Bearer ${key}`)).toBe(HTTP_OK);
    expect(await ask('/config', `Basic ${Buffer.from(`anyone:${key}`).toString('base64')}`)).toBe(HTTP_OK);
    expect(await ask('/healthz')).toBe(HTTP_OK);
  });

  it('answers the chat, and Slipway tells the key to nobody', async () => {
    const [{ question, tuned }] = await heldOut();
    const parameters = chatParametersSchema.parse({ temperature: 0, maxNewTokens: 24 });
    const chunks: UIMessageChunk[] = [];
    for await (const chunk of streamChat(
      project,
      { text: question, parameters },
      AbortSignal.timeout(60_000),
    )) {
      chunks.push(chunk);
    }
    const text = chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('');
    expect(text.startsWith(tuned)).toBe(true);

    const everything = JSON.stringify([...told, chunks]);
    expect(everything).toContain('The app is in phase ready.');
    expect(everything).not.toContain(key);
    expect(await readFile(join(project.root, PARAMETERS), 'utf8')).not.toContain(key);
  });
});
