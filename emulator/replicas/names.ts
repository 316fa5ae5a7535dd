import { createHash, randomInt } from 'node:crypto';

/** The letters that Kubernetes uses in generated names: no vowels, so that no word appears by chance. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const HASH_LENGTH = 10;
const SUFFIX_LENGTH = 5;

/** Names one replica as the service does: `{revision}-{hash of its generation}-{five random letters}`. */
export function replicaName(
  { appId, revisionName }: { appId: string; revisionName: string },
  generation: number,
): string {
  const digest = createHash('sha256').update(`${appId.toLowerCase()}/${revisionName}/${generation}`).digest();
  const hash = letters(HASH_LENGTH, (index) => digest.readUInt8(index));
  const suffix = letters(SUFFIX_LENGTH, () => randomInt(ALPHABET.length));
  return `${revisionName}-${hash}-${suffix}`;
}

function letters(length: number, valueAt: (index: number) => number): string {
  return Array.from({ length }, (_, index) => ALPHABET.charAt(valueAt(index) % ALPHABET.length)).join('');
}
