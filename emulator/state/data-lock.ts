import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readHolder, takeExclusiveFile } from '../replicas/exclusive-file.ts';
import { parseIdentity } from '../replicas/process-identity.ts';

/**
 * Takes a data folder for this process; the answer gives it back. A second emulator on the same folder would end the
 * first one's replicas as leftovers, so it is refused. The lock of a process that is gone counts for nothing.
 */
export async function lockData(dataDir: string): Promise<() => void> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'in-use-by.json');
  if (await takeExclusiveFile(file)) return () => rmSync(file, { force: true });
  const holder = parseIdentity((await readHolder(file)) ?? '');
  throw new Error(
    `The data folder ${dataDir} is in use by another local Azure${holder ? ` (process ${holder.pid})` : ''}. Stop that one, or choose another folder with --data.`,
  );
}
