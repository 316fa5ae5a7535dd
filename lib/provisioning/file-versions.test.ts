import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { getDatabase } from '@/lib/db/client';
import { fileVersions } from '@/lib/db/schema';
import { keepFileVersion } from '@/lib/provisioning/file-versions';
import { withTempData } from '@/tests/temp-data';

withTempData();

test('the last twenty texts of a file are kept, those of other files left alone', async () => {
  await keepFileVersion('p', 'other.json', 'other');
  for (let index = 0; index < 22; index++) await keepFileVersion('p', 'a.json', `text ${index}`);
  const { orm } = await getDatabase();
  const kept = await orm
    .select({ content: fileVersions.content })
    .from(fileVersions)
    .where(eq(fileVersions.path, 'a.json'))
    .orderBy(asc(fileVersions.replacedAt));
  expect(kept).toHaveLength(20);
  expect(kept.map(({ content }) => content)).not.toContain('text 0');
  expect(kept.map(({ content }) => content)).toContain('text 21');
  expect(await orm.select().from(fileVersions).where(eq(fileVersions.path, 'other.json'))).toHaveLength(1);
});
