import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { identify, isAlive, parseIdentity } from './process-identity.ts';

/**
 * Makes the file hold this process's identity, unless one that lives holds it. Of any number that try at once, at most one
 * succeeds: the file appears whole (a link to a finished one), and a dead holder is replaced by whoever has the exclusive
 * file named after that holder, so that nobody ever removes a lock that someone else has just taken.
 */
export async function takeExclusiveFile(path: string): Promise<boolean> {
  const finished = `${path}.${randomUUID()}`;
  await writeFile(finished, JSON.stringify(identify(process.pid)));
  try {
    return (await linkNew(finished, path)) || (await replaceDead(path, finished));
  } finally {
    await rm(finished, { force: true });
  }
}

async function replaceDead(path: string, finished: string): Promise<boolean> {
  const holder = await readHolder(path);
  if (holder === undefined) return linkNew(finished, path);
  const identity = parseIdentity(holder);
  if (identity !== undefined && isAlive(identity)) return false;
  // One who died in the midst of this has left a claim, which is taken over in the same way.
  const claim = `${path}.after-${createHash('sha256').update(holder).digest('hex').slice(0, 16)}`;
  if (!(await takeExclusiveFile(claim))) return false;
  try {
    if ((await readHolder(path)) !== holder) return false;
    await rename(finished, path);
    return true;
  } finally {
    await rm(claim, { force: true });
  }
}

/** The text of the identity that holds the file; undefined if nobody does. */
export async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function linkNew(finished: string, path: string): Promise<boolean> {
  try {
    await link(finished, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
