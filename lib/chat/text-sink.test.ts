import type { UIMessageChunk } from 'ai';
import { describe, expect, it } from 'vitest';
import { textSink } from '@/lib/chat/text-sink';

function sunk(texts: string[]): UIMessageChunk[] {
  const chunks: UIMessageChunk[] = [];
  const sink = textSink({ write: (chunk) => chunks.push(chunk) });
  for (const text of texts) sink.show(text);
  sink.end();
  return chunks;
}

describe('textSink', () => {
  it('sends what is new of a growing answer', () => {
    expect(sunk(['Ar', 'Arr', 'Arr', 'Arr!'])).toEqual([
      { type: 'text-start', id: 'answer-0' },
      { type: 'text-delta', id: 'answer-0', delta: 'Ar' },
      { type: 'text-delta', id: 'answer-0', delta: 'r' },
      { type: 'text-delta', id: 'answer-0', delta: '!' },
      { type: 'text-end', id: 'answer-0' },
    ]);
  });

  it('begins a new part when the model takes back what it said', () => {
    expect(sunk(['one', 'two'])).toEqual([
      { type: 'text-start', id: 'answer-0' },
      { type: 'text-delta', id: 'answer-0', delta: 'one' },
      { type: 'text-end', id: 'answer-0' },
      { type: 'text-start', id: 'answer-1' },
      { type: 'text-delta', id: 'answer-1', delta: 'two' },
      { type: 'text-end', id: 'answer-1' },
    ]);
  });

  it('writes nothing at all when there was no answer', () => {
    expect(sunk([])).toEqual([]);
  });
});
