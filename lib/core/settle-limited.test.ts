import { expect, test } from 'vitest';
import { settleLimited } from '@/lib/core/settle-limited';

test('every item has its turn, in order, never more than the limit at once, whatever fails', async () => {
  let running = 0;
  let most = 0;
  const results = await settleLimited([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    if (item === 2) throw new Error('two');
    return item * 10;
  });
  expect(most).toBe(2);
  expect(results.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message))).toEqual([
    10,
    'two',
    30,
    40,
    50,
  ]);
});
