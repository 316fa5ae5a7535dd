import 'server-only';
import { env } from '@/lib/config/env';
import { retireSingleton } from '@/lib/core/retire-singleton';
import { dropSingleton, singleton } from '@/lib/core/singleton';
import type { Database } from '@/lib/db/database';
import { openPgliteDatabase } from '@/lib/db/pglite-database';
import { openPostgresDatabase } from '@/lib/db/postgres-database';

const KEY = 'database';

/** The database of this process, opened and migrated at first use; a failed opening is tried anew at the next. */
export function getDatabase(): Promise<Database> {
  return singleton(KEY, async () => {
    try {
      const { databaseUrl, dataDir } = env;
      return await (databaseUrl ? openPostgresDatabase(databaseUrl) : openPgliteDatabase(dataDir));
    } catch (error) {
      dropSingleton(KEY);
      throw error;
    }
  });
}

/** Closes the database for good: a request that comes late must not open it again while the process ends. */
export async function closeDatabase(): Promise<void> {
  const database = await getDatabase();
  retireSingleton(KEY);
  await database.close();
}
