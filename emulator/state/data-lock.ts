import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, parseIdentity } from '../replicas/process-identity.ts';

/**
 * Takes a data folder for this process; the answer gives it back. A second emulator on the same folder would end the
 * first one's replicas as leftovers, so it is refused. The lock of a process that is gone counts for nothing.
 */
export function lockData(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'in-use-by.json');
  const holder = parseIdentity(readIfThere(file));
  if (holder && isAlive(holder)) {
    throw new Error(
      `The data folder ${dataDir} is in use by another local Azure (process ${holder.pid}). Stop that one, or choose another folder with --data.`,
    );
  }
  writeFileSync(file, JSON.stringify(identify(process.pid)));
  return () => rmSync(file, { force: true });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Nobody holds the folder.
  }
}
