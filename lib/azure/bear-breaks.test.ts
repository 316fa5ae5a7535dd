import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import { AppError, type ErrorKind } from '@/lib/core/errors';

const going = new AbortController().signal;
const broken = (kind: ErrorKind) =>
  new AppError(kind, { code: 'broken', message: 'Broken.', action: 'Wait.' });

describe('bearBreaks', () => {
  it.each<ErrorKind>(['unavailable', 'throttled', 'timeout'])(
    'looks again after a break: %s',
    async (kind) => {
      vi.useFakeTimers();
      onTestFinished(() => void vi.useRealTimers());
      const look = vi
        .fn()
        .mockRejectedValueOnce(broken(kind))
        .mockRejectedValueOnce(broken(kind))
        .mockResolvedValue(7);
      const seen = bearBreaks(going, look);
      await vi.runAllTimersAsync();
      expect(await seen).toBe(7);
      expect(look).toHaveBeenCalledTimes(3);
    },
  );

  it('ends at once when looking again is of no use', async () => {
    const look = vi.fn().mockRejectedValue(broken('not_found'));
    await expect(bearBreaks(going, look)).rejects.toMatchObject({ kind: 'not_found' });
    expect(look).toHaveBeenCalledTimes(1);
  });
});
