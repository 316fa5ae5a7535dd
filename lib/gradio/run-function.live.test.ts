import { Client } from '@gradio/client';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type GenerationUpdate, generate } from '@/lib/gradio/generate';
import type { GradioServer } from '@/lib/gradio/server';
import { afterSuite } from '@/tests/clean-up';
import { directServer } from '@/tests/direct-server';
import { type PythonProgram, startPython } from '@/tests/python-program';

const PROGRAM = 'lib/gradio/fixtures/odd_functions.py';
const WHOLE_ANSWER = 'Arr, the héron says "kraak".\n🦜';
const settings = { topP: 1, temperature: 0, topK: 0, maxNewTokens: 64 };
const forever = new AbortController().signal;

const onEnd = afterSuite();
let app: PythonProgram;
let server: GradioServer;

beforeAll(async () => {
  app = await startPython(PROGRAM, onEnd);
  await app.answers('/config');
  server = directServer(app.baseUrl);
});

async function ask(text: string, to = server): Promise<GenerationUpdate[]> {
  const updates: GenerationUpdate[] = [];
  for await (const update of generate(to, { text, ...settings }, forever)) updates.push(update);
  return updates;
}

const answerTo = async (text: string, to = server) => (await ask(text, to)).at(-1);

/** The same server behind a network that cuts everything into small pieces. */
function inPieces(of: number): GradioServer {
  async function* cut(body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      for (let at = 0; at < chunk.length; at += of) yield chunk.subarray(at, at + of);
    }
  }
  return {
    ...server,
    async fetch(url, init) {
      const { status, headers, body } = await server.fetch(url, init);
      return { status, headers, body: body && cut(body) };
    },
  };
}

describe('a function of a Gradio app', () => {
  it.each([
    ['hello', WHOLE_ANSWER],
    ['rewrite', 'Another answer'],
    ['silent', ''],
  ])('answers "%s" as it answers Gradio\'s own client', async (text, expected) => {
    const client = await Client.connect(app.baseUrl);
    onTestFinished(() => client.close());
    const theirs = await client.predict('/run_generation', { user_text: text });
    expect(theirs.data).toEqual([expected || null]);
    expect(await answerTo(text)).toEqual({ type: 'text', text: expected });
  });

  it('is understood however the network cuts its events', async () => {
    expect(await answerTo('hello', inPieces(7))).toEqual({ type: 'text', text: WHOLE_ANSWER });
  });

  it.each([
    ['refuse', 'Write something first: the text is empty.'],
    ['break', 'Broke in the middle.'],
    // What the app hides, its paths among it, stays hidden.
    ['crash', 'The app failed while it generated the answer.'],
  ])('fails in words for people when it has to "%s"', async (text, sentence) => {
    await expect(ask(text)).rejects.toMatchObject({ info: { code: 'generation_failed', message: sentence } });
  });

  it('turns away a caller too many, with what to do', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => ask('slow')));
    const refusals = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ kind: 'throttled', info: { code: 'queue_full' } });
    }
  });

  it('fails, and does not hang, when its server dies in the middle of the answer', async () => {
    const doomed = await startPython(PROGRAM, onTestFinished);
    await doomed.answers('/config');
    const asked = async () => {
      const question = { text: 'slow', ...settings };
      for await (const update of generate(directServer(doomed.baseUrl), question, forever)) {
        if (update.type === 'text') await doomed.kill();
      }
    };
    await expect(asked()).rejects.toMatchObject({
      kind: 'unavailable',
      info: { code: 'stream_interrupted', action: expect.stringContaining('Send the message again') },
    });
    await expect(ask('hello', directServer(doomed.baseUrl))).rejects.toMatchObject({
      info: { code: 'endpoint_unreachable' },
    });
  });
});
