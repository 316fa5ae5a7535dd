import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { env } from '@/lib/config/env';
import { closeDatabase, getDatabase } from '@/lib/db/client';
import { withTempData } from '@/tests/temp-data';

withTempData({ closes: false });

test('everyone shares one database; once closed it stays closed, for those who come late too', async () => {
  const [first, second] = await Promise.all([getDatabase(), getDatabase()]);
  expect(second).toBe(first);
  expect(await first.executeSql('select 1 + $1::int as sum', [1])).toMatchObject({ rows: [{ sum: 2 }] });
  await closeDatabase();
  await expect(getDatabase()).rejects.toMatchObject({ info: { code: 'shutting_down' } });
  await expect(access(join(env.dataDir, 'db.lock'))).rejects.toThrow('ENOENT');
});
