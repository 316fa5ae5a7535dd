import { describe, expect, it } from 'vitest';
import { ByteBudget } from '@/lib/deployment/sync/byte-budget';

describe('ByteBudget', () => {
  it('never has more under way than it may, and lets nobody overtake', async () => {
    const budget = new ByteBudget(10);
    let taken = 0;
    let most = 0;
    const begun: number[] = [];
    const spend = (bytes: number) =>
      budget.spend(bytes, async () => {
        begun.push(bytes);
        taken += bytes;
        most = Math.max(most, taken);
        await Promise.resolve();
        taken -= bytes;
      });
    await Promise.all([6, 6, 1, 4, 3].map(spend));
    expect(begun).toEqual([6, 6, 1, 4, 3]);
    expect(most).toBeLessThanOrEqual(10);
  });

  it('lets in what is larger than all of it, alone, and goes on after a failure', async () => {
    const budget = new ByteBudget(10);
    const failing = budget.spend(50, () => Promise.reject(new Error('fails')));
    const next = budget.spend(1, async () => 'next');
    await expect(failing).rejects.toThrow('fails');
    expect(await next).toBe('next');
  });
});
