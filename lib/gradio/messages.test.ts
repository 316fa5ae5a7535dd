import { describe, expect, it } from 'vitest';
import { type FunctionUpdate, type Outputs, takeMessage } from '@/lib/gradio/messages';

const said = (msg: string, output: object, success = true) => JSON.stringify({ msg, output, success });
const generating = (...data: unknown[]) => said('process_generating', { data });
const completed = (...data: unknown[]) => said('process_completed', { data });
const failed = (error: string | null) => said('process_completed', { error }, false);

function takeAll(messages: string[]): FunctionUpdate[] {
  let outputs: Outputs = null;
  return messages.flatMap((message) => {
    const taken = takeMessage(outputs, message);
    outputs = taken.outputs;
    return taken.update ? [taken.update] : [];
  });
}

describe('takeMessage', () => {
  it('turns the differences of a stream back into the whole answer so far', () => {
    const updates = takeAll([
      generating('Arr'),
      generating([['append', [], ', the héron']]),
      generating([]),
      generating([['append', [], '\n🦜']]),
      completed('Arr, the héron\n🦜'),
    ]);
    expect(updates.map((update) => 'data' in update && update.data[0])).toEqual([
      'Arr',
      'Arr, the héron',
      'Arr, the héron',
      'Arr, the héron\n🦜',
      'Arr, the héron\n🦜',
    ]);
  });

  it('tells the place in the queue, and that the wait is over', () => {
    const waiting = '{"msg":"estimation","rank":1,"queue_size":2,"rank_eta":1.3243926655162463}';
    expect(takeAll([waiting, '{"msg":"process_starts"}'])).toEqual([
      { type: 'queued', position: 1, size: 2, etaMs: 1324 },
      { type: 'started' },
    ]);
  });

  it('leaves out the expected time where the server has none yet', () => {
    const message = '{"msg":"estimation","rank":0,"queue_size":1,"rank_eta":null}';
    expect(takeMessage(null, message).update).toEqual({ type: 'queued', position: 0, size: 1 });
  });

  it('follows an answer that is taken back', () => {
    const updates = takeAll([generating('Arr'), generating([['replace', [], 'Another answer']])]);
    expect(updates.at(-1)).toEqual({ type: 'output', data: ['Another answer'] });
  });

  it('completes a function that had nothing to say', () => {
    expect(takeAll([completed(null)])).toEqual([{ type: 'completed', data: [null] }]);
  });

  it("fails with the app's own words, before and in the middle of an answer", () => {
    expect(() => takeAll([failed('Too long.')])).toThrow('Too long.');
    expect(() => takeAll([generating('Arr'), failed('Broke.')])).toThrow('Broke.');
  });

  it('fails in words of its own where the app hides the reason', () => {
    expect(() => takeAll([failed(null)])).toThrow('The app failed while it generated the answer.');
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
