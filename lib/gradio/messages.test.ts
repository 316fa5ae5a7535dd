import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type FunctionUpdate, type Outputs, takeMessage } from '@/lib/gradio/messages';

/** The messages of a stream that a real server sent (see fixtures/README.md). */
async function recorded(name: string): Promise<string[]> {
  const stream = await readFile(new URL(`./fixtures/${name}.sse`, import.meta.url), 'utf8');
  return stream.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
}

function takeAll(messages: string[]): FunctionUpdate[] {
  let outputs: Outputs = null;
  return messages.flatMap((message) => {
    const taken = takeMessage(outputs, message);
    outputs = taken.outputs;
    return taken.update ? [taken.update] : [];
  });
}

describe('takeMessage', () => {
  it('turns the differences of a stream back into the whole answer so far', async () => {
    const texts = takeAll(await recorded('hello')).flatMap((update) =>
      'data' in update ? [update.data[0]] : [],
    );
    expect(texts).toEqual([
      'Arr',
      'Arr, the ',
      'Arr, the héron ',
      'Arr, the héron says "',
      'Arr, the héron says "kraak',
      'Arr, the héron says "kraak".\n',
      'Arr, the héron says "kraak".\n🦜',
      'Arr, the héron says "kraak".\n🦜',
    ]);
  });

  it('tells the place in the queue, and that the wait is over', async () => {
    const updates = takeAll(await recorded('queued'));
    expect(updates[0]).toMatchObject({ type: 'queued', position: 1, size: 2, etaMs: expect.any(Number) });
    expect(updates[1]).toMatchObject({ type: 'queued', position: 0, size: 1 });
    expect(updates[2]).toEqual({ type: 'started' });
    expect(updates.at(-1)).toMatchObject({ type: 'completed' });
  });

  it('leaves out the expected time where the server has none yet', () => {
    const message = '{"msg":"estimation","rank":0,"queue_size":1,"rank_eta":null}';
    expect(takeMessage(null, message).update).toEqual({ type: 'queued', position: 0, size: 1 });
  });

  it('follows an answer that is taken back', async () => {
    const updates = takeAll(await recorded('rewrite'));
    expect(updates.at(-1)).toEqual({ type: 'completed', data: ['Another answer'] });
  });

  it('completes a function that had nothing to say', async () => {
    expect(takeAll(await recorded('silent')).at(-1)).toEqual({ type: 'completed', data: [null] });
  });

  it("fails with the app's own words, before and in the middle of an answer", async () => {
    const refused = await recorded('refuse');
    expect(() => takeAll(refused)).toThrow('Write something first: the text is empty.');
    const broken = await recorded('break');
    expect(() => takeAll(broken)).toThrow('Broke in the middle.');
  });

  it('fails in words of its own where the app hides the reason', async () => {
    const crashed = await recorded('crash');
    expect(() => takeAll(crashed)).toThrow('The app failed while it generated the answer.');
  });

  it('fails when the server has lost the session', () => {
    const message = '{"msg":"unexpected_error","message":"Session not found","session_not_found":true}';
    expect(() => takeMessage(null, message)).toThrow('Session not found');
  });

  it('passes over messages that say nothing about the outcome', () => {
    for (const msg of ['heartbeat', 'progress', 'log', 'close_stream', 'of a later version']) {
      expect(takeMessage(['so far'], JSON.stringify({ msg }))).toEqual({ outputs: ['so far'] });
    }
  });

  it('refuses what is not the protocol', () => {
    expect(() => takeMessage(null, 'not json')).toThrow('the Gradio protocol does not have');
    const diff = '{"msg":"process_generating","success":true,"output":{"data":[[["append",["a"],"x"]]]}}';
    expect(() => takeMessage(['text'], diff)).toThrow('the Gradio protocol does not have');
  });
});
