import 'server-only';
import { AppError } from '@/lib/core/errors';
import { holdsDataFolder } from '@/lib/db/data-folder-lock';

const LOOK_INTERVAL_MS = 3_000;

/**
 * Calls `onLost` once the folder is no longer this process's: somebody has removed it, or put another in its place. What the
 * database would still write could then only spoil somebody else's. Returns the way to stop looking.
 */
export function watchDataFolder(dataDir: string, onLost: (error: AppError) => void): () => void {
  let watching = true;
  const look = async () => {
    // What cannot be read is not known to be lost.
    if ((await holdsDataFolder(dataDir).catch(() => true)) || !watching) return;
    stop();
    onLost(lost(dataDir));
  };
  const timer = setInterval(look, LOOK_INTERVAL_MS);
  timer.unref();
  const stop = () => {
    watching = false;
    clearInterval(timer);
  };
  return stop;
}

function lost(dataDir: string): AppError {
  return new AppError('unavailable', {
    code: 'data_folder_lost',
    message: `The data folder ${dataDir} was removed or replaced while Slipway was at work with it.`,
    action: 'Put it back as it was, if you can, and start Slipway again; without it, Slipway begins anew.',
  });
}
