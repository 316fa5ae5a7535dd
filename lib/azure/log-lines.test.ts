import { describe, expect, it } from 'vitest';
import { consoleText, isStreamNote, onceOnly, parseSystemEvent, readLines } from '@/lib/azure/log-lines';

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

describe('log lines', () => {
  it('come without the prefix of the platform', () => {
    expect(consoleText('2026-10-09T21:15:44.4795506Z stderr F  Loading: 50%')).toBe(' Loading: 50%');
    expect(consoleText('no prefix at all')).toBe('no prefix at all');
  });

  it('of the stream itself are told from those of the program', () => {
    expect(isStreamNote("2025-12-15T08:43:48.72656  Connecting to the container 'web'...")).toBe(true);
    expect(isStreamNote('2025-12-15T08:44:48.72656  No logs since last 60 seconds')).toBe(true);
    expect(isStreamNote('2025-12-15T08:43:48.7265600Z stdout F Connecting to the container')).toBe(false);
  });

  it('are whole, however the network cuts them', async () => {
    const read: string[] = [];
    for await (const lines of readLines(chunks('one\ntw', 'o\r\n\nthr', 'ee'))) read.push(...lines);
    expect(read).toEqual(['one', 'two', 'three']);
  });

  it('are cut when a program writes without end', async () => {
    const read: string[] = [];
    for await (const lines of readLines(chunks('x'.repeat(100_000), '\n'))) read.push(...lines);
    expect(read[0]?.length).toBeLessThan(5_000);
  });

  it('pass once, though a reconnected stream repeats them', () => {
    const isNew = onceOnly();
    expect(['a', 'b', 'a', 'c', 'b'].filter(isNew)).toEqual(['a', 'b', 'c']);
  });

  it('that tell of platform events are understood, others passed over', () => {
    const line = JSON.stringify({
      TimeStamp: '2026-10-09T21:15:44Z',
      Type: 'Warning',
      ContainerAppName: 'app',
      RevisionName: 'app--1',
      ReplicaName: 'app--1-x',
      Msg: 'Pulling image',
      Reason: 'Pulling',
      Count: 1,
    });
    expect(parseSystemEvent(line)).toEqual({
      atMs: Date.UTC(2026, 9, 9, 21, 15, 44),
      warning: true,
      revision: 'app--1',
      replica: 'app--1-x',
      reason: 'Pulling',
      message: 'Pulling image',
    });
    expect(parseSystemEvent('Connecting to the events collector...')).toBeNull();
  });
});
