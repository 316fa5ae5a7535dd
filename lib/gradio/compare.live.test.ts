import { beforeAll, expect, it } from 'vitest';
import { compare } from '@/lib/gradio/compare';
import { afterSuite } from '@/tests/clean-up';
import { directServer } from '@/tests/direct-server';
import { heldOut, startInferenceApp } from '@/tests/inference-app';
import { type PythonProgram, startPython } from '@/tests/python-program';

const GREEDY = { topP: 1, temperature: 0, topK: 0, maxNewTokens: 64, seed: 7 };
const HOT = { ...GREEDY, temperature: 2, maxNewTokens: 16 };
const forever = new AbortController().signal;

const onEnd = afterSuite();
let sample: PythonProgram;
let odd: PythonProgram;

beforeAll(async () => {
  [sample, odd] = await Promise.all([
    startInferenceApp(onEnd),
    startPython('lib/gradio/fixtures/odd_functions.py', onEnd),
  ]);
  await Promise.all([sample.answers('/readyz'), odd.answers('/config')]);
});

const ask = (app: PythonProgram, text: string, settings = GREEDY) =>
  compare(directServer(app.baseUrl), { text, ...settings }, forever);

it('gives the answer of each model to questions that neither was trained on, several callers at once', async () => {
  const questions = (await heldOut()).slice(0, 4);
  const answers = await Promise.all(questions.map(({ question }) => ask(sample, question)));
  expect(answers).toEqual(questions.map(({ base, tuned }) => ({ base, tuned })));
});

it('gives the same answers for the same seed', async () => {
  expect(await ask(sample, 'Hello', HOT)).toEqual(await ask(sample, 'Hello', HOT));
});

it("gives the app's own sentence about a setting out of bounds", async () => {
  await expect(ask(sample, 'Hello', { ...GREEDY, seed: -1 })).rejects.toMatchObject({
    info: { code: 'generation_failed', message: 'seed must be a whole number from 0 to 4294967295.' },
  });
});

it('says of an app without the function that it has none', async () => {
  await expect(ask(odd, 'Hello')).rejects.toMatchObject({ info: { code: 'api_missing' } });
});
