import 'server-only';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/database';
import { migrationsFolder } from '@/lib/db/migrations-folder';
import { listenOn } from '@/lib/db/postgres-listener';

const CONNECT_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 10;
/** Any number, the same in every Slipway: whoever holds it may migrate. */
const MIGRATION_LOCK = 7_547_929;

/** Opens a PostgreSQL server and brings its tables up to date. Throws `database_unreachable`. */
export async function openPostgresDatabase(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await migrateOnce(pool);
  } catch (error) {
    await pool.end();
    throw unreachableDatabase(error);
  }
  return {
    backend: 'postgres',
    orm: drizzle(pool),
    executeSql: async (text, values) => rowsOf(await pool.query(text, values)),
    listen: (channel, onPayload, onGap) => listenOn({ connectionString, channel, onPayload, onGap }),
    // A server keeps its own data.
    onLost: () => undefined,
    close: () => pool.end(),
  };
}

/** Several instances may start at once; the lock lets the first one migrate and the others find it done. */
async function migrateOnce(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    client.release(true);
  }
}

/** A script of several statements gives an array of results. */
function rowsOf(result: pg.QueryResult | pg.QueryResult[]): { rows: Record<string, unknown>[] } {
  return { rows: [result].flat().flatMap(({ rows }) => rows) };
}

function unreachableDatabase(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      code: 'database_unreachable',
      message: 'The PostgreSQL server in DATABASE_URL cannot be used.',
      action:
        'Check that it runs and that the user, password and database name are right; the server log has the cause.',
    },
    { cause },
  );
}
