import { describe, expect, test, vi } from 'vitest';
import { retry } from '@/lib/core/retry';

const quick = { attempts: 3, baseDelayMs: 1, maxDelayMs: 2 };

describe('retrying', () => {
  test('gives the first success', async () => {
    const operation = vi.fn(async (attempt: number) => {
      if (attempt < 3) throw new Error(`try ${attempt}`);
      return 'done';
    });
    expect(await retry(operation, quick)).toBe('done');
    expect(operation).toHaveBeenCalledTimes(3);
  });

  test('rejects with the last error when all tries fail', async () => {
    const operation = (attempt: number) => Promise.reject(new Error(`try ${attempt}`));
    await expect(retry(operation, quick)).rejects.toThrow('try 3');
  });

  test('does not repeat what is not worth it', async () => {
    const operation = vi.fn(() => Promise.reject(new Error('no')));
    await expect(retry(operation, { ...quick, shouldRetry: () => false })).rejects.toThrow('no');
    expect(operation).toHaveBeenCalledOnce();
  });

  test('an abort ends the wait at once', async () => {
    const closing = new AbortController();
    const operation = async () => {
      setImmediate(() => closing.abort(new Error('enough')));
      throw new Error('no');
    };
    const endless = { attempts: 2, baseDelayMs: 3_600_000_000, maxDelayMs: 3_600_000_000 };
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    await expect(retry(operation, { ...endless, signal: closing.signal })).rejects.toThrow('enough');
  });
});
