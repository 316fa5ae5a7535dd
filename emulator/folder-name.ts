import { createHash } from 'node:crypto';

const HASH_LENGTH = 8;

/** A folder's name for an ARM resource: its own name to be read, and a hash of its whole id to be its alone. */
export function folderName(resourceId: string): string {
  const id = resourceId.toLowerCase();
  const hash = createHash('sha256').update(id).digest('hex').slice(0, HASH_LENGTH);
  return `${id.split('/').at(-1)}-${hash}`;
}
