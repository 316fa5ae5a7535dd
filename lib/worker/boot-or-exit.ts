import 'server-only';
import { AppError } from '@/lib/core/errors';
import { getDatabase } from '@/lib/db/client';
import { bootWorker } from '@/lib/worker/boot';
import { logServerError } from '@/lib/worker/server-log';

/**
 * Boots, or says why not and ends the process: a server that cannot work must not look as if it could. Ends it later, too,
 * when its data is taken away.
 */
export async function bootOrExit(): Promise<void> {
  try {
    await bootWorker();
    const database = await getDatabase();
    // Closing the database properly would write into what is no longer ours.
    database.onLost(exit);
  } catch (error) {
    exit(error);
  }
}

function exit(error: unknown): never {
  if (error instanceof AppError) process.stderr.write(`${error.info.message}\n${error.info.action}\n`);
  if (!(error instanceof AppError) || error.cause) logServerError('Slipway could not start', error);
  process.exit(1);
}
