import { Client } from '@gradio/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '@/lib/gradio/config';
import { type GenerationUpdate, generate } from '@/lib/gradio/generate';
import { afterSuite } from '@/tests/clean-up';
import { directServer } from '@/tests/direct-server';
import { type HeldOut, heldOut, startInferenceApp, withoutEnd } from '@/tests/inference-app';
import type { PythonProgram } from '@/tests/python-program';

const GREEDY = { topP: 1, temperature: 0, topK: 0, maxNewTokens: 64 };
/** Longer than any test looks at. */
const ENDLESS = { ...GREEDY, maxNewTokens: 1024 };
const forever = new AbortController().signal;

const onEnd = afterSuite();
let sample: PythonProgram;
let endless: PythonProgram;
let fox: HeldOut;

beforeAll(async () => {
  // Together, because most of a start is importing.
  [sample, endless] = await Promise.all([startInferenceApp(onEnd), startInferenceApp(onEnd, withoutEnd)]);
  await Promise.all([sample.answers('/readyz'), endless.answers('/readyz')]);
  fox = (await heldOut())[0];
});

type Settings = typeof GREEDY;

async function ask(app: PythonProgram, text: string, settings: Settings = GREEDY) {
  const updates: GenerationUpdate[] = [];
  for await (const update of generate(directServer(app.baseUrl), { text, ...settings }, forever)) {
    updates.push(update);
  }
  return updates;
}

describe('generate, on the inference app', () => {
  it('tells the place in the queue and the start, then the growing answer of the tuned model', async () => {
    const updates = await ask(sample, fox.question);
    expect(updates.slice(0, 2)).toMatchObject([{ type: 'queued', position: 0 }, { type: 'started' }]);
    const texts = updates.flatMap((update) => (update.type === 'text' ? [update.text] : []));
    expect(texts.length).toBeGreaterThan(3);
    for (const [index, text] of texts.entries()) expect(text.startsWith(texts[index - 1] ?? '')).toBe(true);
    expect(texts.at(-1)).toBe(fox.tuned);
  });

  it.each([
    ['topP', 1.5, 'top_p must be a number from 0 to 1.'],
    ['temperature', -1, 'temperature must be a number from 0 to 2.'],
    ['topK', 201, 'top_k must be a whole number from 0 to 200.'],
    ['maxNewTokens', 0, 'max_new_tokens must be a whole number from 1 to 1024.'],
  ])(
    "brings %s to its own place, and gives the app's own sentence about %d",
    async (name, value, sentence) => {
      await expect(ask(sample, 'Hello', { ...GREEDY, [name]: value })).rejects.toMatchObject({
        info: { code: 'generation_failed', message: sentence },
      });
    },
  );

  it('keeps the answers of callers apart who ask at the same time', async () => {
    const questions = (await heldOut()).slice(0, 4);
    const answers = await Promise.all(questions.map(({ question }) => ask(sample, question)));
    expect(answers.map((updates) => updates.at(-1))).toEqual(
      questions.map(({ tuned }) => ({ type: 'text', text: tuned })),
    );
  });

  it("agrees with Gradio's own client on the functions and on the answer", async () => {
    const client = await Client.connect(sample.baseUrl);
    onEnd(() => client.close());
    const { named_endpoints } = await client.view_api();
    const { functions } = await readConfig(directServer(sample.baseUrl), forever);
    for (const name of Object.keys(named_endpoints)) expect([...functions.keys()]).toContain(name.slice(1));
    expect(named_endpoints['/run_generation']?.parameters.map((each) => each.parameter_name)).toEqual([
      'user_text',
      'top_p',
      'temperature',
      'top_k',
      'max_new_tokens',
    ]);
    const theirs = await client.predict<string[]>('/run_generation', [fox.question, 1, 0, 0, 64]);
    expect((await ask(sample, fox.question)).at(-1)).toEqual({ type: 'text', text: theirs.data[0] });
  });
});

describe('generate, on an answer without an end,', () => {
  const question = { text: 'Where does a fox live?', ...ENDLESS };
  const stops = (app: PythonProgram) => app.lines.filter((line) => line.startsWith('tuned: stopped')).length;

  it('ends with the reason of its signal, and the model stops within a moment', async () => {
    const before = stops(endless);
    const abort = new AbortController();
    const reason = new Error('stopped by a person');
    const started = async () => {
      for await (const update of generate(directServer(endless.baseUrl), question, abort.signal)) {
        if (update.type === 'text') abort.abort(reason);
      }
    };
    await expect(started()).rejects.toBe(reason);
    await expect.poll(() => stops(endless), { timeout: 5_000 }).toBe(before + 1);
  });

  it('stops the model when nobody reads on', async () => {
    const before = stops(endless);
    for await (const update of generate(directServer(endless.baseUrl), question, forever)) {
      if (update.type === 'text') break;
    }
    await expect.poll(() => stops(endless), { timeout: 5_000 }).toBe(before + 1);
  });

  it('tells each caller how many are before them, and when their turn has come', async () => {
    const leave = new AbortController();
    const server = directServer(endless.baseUrl);
    const first = generate(server, question, leave.signal);
    const second = generate(server, question, leave.signal);
    const third = generate(server, question, leave.signal);
    await until(first, { type: 'text' });
    await until(second, { type: 'queued', position: 0, size: 1 });
    await until(third, { type: 'queued', position: 1, size: 2 });
    await first.return(undefined);
    await until(second, { type: 'text' });
    await until(third, { type: 'queued', position: 0, size: 1 });
    await second.return(undefined);
    await until(third, { type: 'text' });
    await third.return(undefined);
  });
});

/** Reads on up to an update like this one; fails when the answer is complete before. */
async function until(updates: AsyncGenerator<GenerationUpdate>, wanted: Partial<GenerationUpdate>) {
  for (;;) {
    const { value, done } = await updates.next();
    if (done) throw new Error(`The answer ended before there was ${JSON.stringify(wanted)}.`);
    const parts = Object.entries(wanted);
    if (parts.every(([key, part]) => Object.is(new Map(Object.entries(value)).get(key), part))) return;
  }
}
