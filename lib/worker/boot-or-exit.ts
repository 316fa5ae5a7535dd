import 'server-only';
import { AppError } from '@/lib/core/errors';
import { bootWorker } from '@/lib/worker/boot';
import { logServerError } from '@/lib/worker/server-log';

/** Boots, or says why not and ends the process: a server that cannot work must not look as if it could. */
export async function bootOrExit(): Promise<void> {
  try {
    await bootWorker();
  } catch (error) {
    if (error instanceof AppError) process.stderr.write(`${error.info.message}\n${error.info.action}\n`);
    if (!(error instanceof AppError) || error.cause) logServerError('Slipway could not start', error);
    process.exit(1);
  }
}
