import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readHolder, takeExclusiveFile } from '../replicas/exclusive-file.ts';
import { parseIdentity } from '../replicas/process-identity.ts';

/**
 * Takes a data folder for this process; the answer gives it back. A second emulator on the same folder would end the
 * first one's replicas as leftovers, so it is refused. The lock of a process that is gone counts for nothing.
 */
export async function lockData(dataDir: string): Promise<() => void> {
  const file = join(dataDir, 'in-use-by.json');
  if (await take(dataDir, file)) return () => rmSync(file, { force: true });
  const holder = parseIdentity((await readHolder(file)) ?? '');
  throw new Error(
    `The data folder ${dataDir} is in use by another local Azure${holder ? ` (process ${holder.pid})` : ''}. Stop that one, or choose another folder with --data.`,
  );
}

async function take(dataDir: string, file: string): Promise<boolean> {
  try {
    mkdirSync(dataDir, { recursive: true });
    return await takeExclusiveFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The data folder ${dataDir} cannot be written (${reason}). See to that, or choose another folder with --data.`,
      { cause: error },
    );
  }
}
