import type { UIMessageChunk } from 'ai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChatParameters, chatParametersSchema } from '@/lib/chat/parameters';
import { streamChat } from '@/lib/chat/send';
import { writeInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { afterSuite } from '@/tests/clean-up';
import { heldOut, startInferenceApp, withoutEnd } from '@/tests/inference-app';
import { sample } from '@/tests/local-azure';
import { type PythonProgram, START_TIMEOUT_MS } from '@/tests/python-program';
import { tempProject } from '@/tests/temp-project';

const greedy = chatParametersSchema.parse({ temperature: 0 });
const endless = chatParametersSchema.parse({ temperature: 0, maxNewTokens: 1024 });
const forever = new AbortController().signal;

const onEnd = afterSuite();
let app: PythonProgram;
let project: Project;

beforeAll(async () => {
  app = await startInferenceApp(onEnd, withoutEnd);
  project = await tempProject({ 'infra/README.md': '' }, onEnd);
  // The local Azure's ingress would pass requests on by this name; here the app itself listens where it would.
  vi.stubEnv('SLIPWAY_AZURE', 'local');
  vi.stubEnv('LOCAL_AZURE_PORT', String(app.port));
  await writeInferenceConfig(project, {
    SUBSCRIPTION_ID: sample.subscriptionId,
    RESOURCE_GROUP_NAME: sample.resourceGroup,
    STORAGE_ACCOUNT_NAME: 'account',
    FILE_SHARE_NAME: 'share',
    ACA_APP_NAME: 'app',
    ACA_APP_ENDPOINT: 'app.localhost',
  });
});

afterAll(() => void vi.unstubAllEnvs());

/** Everything that the chat panel gets; `onChunk` may stop or break something meanwhile. */
async function chat(
  { text, parameters, signal = forever }: { text: string; parameters: ChatParameters; signal?: AbortSignal },
  onChunk: (chunk: UIMessageChunk) => void | Promise<void> = () => {},
): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of streamChat(project, { text, parameters }, signal)) {
    chunks.push(chunk);
    await onChunk(chunk);
  }
  return chunks;
}

const phasesOf = (chunks: UIMessageChunk[]) =>
  chunks.flatMap((chunk) => (chunk.type === 'data-status' ? [chunk.data] : []));
const textOf = (chunks: UIMessageChunk[]) =>
  chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : [])).join('');

describe('streamChat', { timeout: START_TIMEOUT_MS }, () => {
  it('tells how the app warms up, waits for its turn, and streams the answer as it grows', async () => {
    const [{ question, tuned }] = await heldOut();
    const chunks = await chat({ text: question, parameters: { ...greedy, maxNewTokens: 24 } });
    const phases = phasesOf(chunks);
    expect(phases[0]).toMatchObject({ phase: 'warming-up' });
    expect(phases).toContainEqual({ phase: 'warming-up', detail: 'importing' });
    expect(phases.slice(-2)).toMatchObject([
      { phase: 'queued', position: 0, size: 1 },
      { phase: 'generating' },
    ]);
    expect(chunks.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(3);
    expect(textOf(chunks).startsWith(tuned)).toBe(true);
    expect(chunks.every((chunk) => chunk.type !== 'data-status' || chunk.transient)).toBe(true);
  });

  it('ends without an error when someone stops it, and so does the model', async () => {
    const stop = new AbortController();
    const chunks = await chat({ text: 'Hello', parameters: endless, signal: stop.signal }, (chunk) => {
      if (chunk.type === 'text-delta') stop.abort();
    });
    expect(chunks.map(({ type }) => type)).not.toContain('error');
    await app.line(/^tuned: stopped/);
  });

  it("gives the app's own sentence when it refuses", async () => {
    const chunks = await chat({ text: ' ', parameters: greedy });
    expect(chunks.at(-1)).toMatchObject({
      type: 'error',
      errorText: expect.stringContaining('Write something first: the text is empty.'),
    });
  });

  it('keeps what was said and tells what to do when the app dies in the middle', async () => {
    const chunks = await chat({ text: 'Hello', parameters: endless }, async ({ type }) => {
      if (type === 'text-delta') await app.kill();
    });
    expect(textOf(chunks)).not.toBe('');
    expect(chunks.at(-1)).toEqual({
      type: 'error',
      errorText:
        'The connection to the app ended in the middle of the answer. Send the message again; if it happens again, look at the log of the app.',
    });
  });
});
