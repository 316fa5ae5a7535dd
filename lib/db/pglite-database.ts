import 'server-only';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { lockDataFolder } from '@/lib/db/data-folder-lock';
import type { Database } from '@/lib/db/database';
import { migrationsFolder } from '@/lib/db/migrations-folder';
import { watchDataFolder } from '@/lib/db/watch-data-folder';

/**
 * Opens the database that lives in `{dataDir}/db`, brings its tables up to date and keeps the folder to this
 * process. Throws `data_folder_in_use` when another process has it open.
 */
export async function openPgliteDatabase(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true });
  const unlock = await lockDataFolder(dataDir);
  try {
    const client = await PGlite.create(join(dataDir, 'db'));
    const orm = drizzle(client);
    let stopWatching = () => {};
    await migrate(orm, { migrationsFolder: migrationsFolder() });
    return {
      backend: 'pglite',
      orm,
      executeSql: (text, values) => executeSql(client, text, values),
      listen: (channel, onPayload) => client.listen(channel, onPayload),
      onLost: (callback) => {
        stopWatching();
        stopWatching = watchDataFolder(dataDir, callback);
      },
      close: async () => {
        stopWatching();
        await client.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

type Rows = { rows: Record<string, unknown>[] };

/** PGlite's `query` takes one statement only; the queue's schema scripts hold many, some in their own BEGIN … COMMIT. */
async function executeSql(client: PGlite, text: string, values?: unknown[]): Promise<Rows> {
  if (values?.length) return client.query(text, values);
  // There is one connection: a script that fails in its own transaction must be rolled back before anyone else
  // gets a turn. Inside PGlite's exclusive transaction the script's own BEGIN is a mere warning.
  const results = /\bBEGIN\b/i.test(text)
    ? await client.transaction((transaction) => transaction.exec(text))
    : await client.exec(text);
  return { rows: results.flatMap(({ rows }) => rows) };
}
