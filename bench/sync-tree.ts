import { randomFillSync } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const KIB = 1024;
const MIB = 1024 * KIB;
const FILES = 2000;
const TOTAL_BYTES = 1024 * MIB;
/** Every fiftieth file is a large one: together they have what the small ones leave of the whole. */
const LARGE_EVERY = 50;
const SMALL_SIZES = [KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, 512 * KIB];
const FOLDERS = 40;
/** Older than anything that is written later: who compares times takes none for newer than its copy. */
const BEGUN_AT = new Date(Date.now() - 3_600_000);

const smallSize = (index: number) => SMALL_SIZES[index % SMALL_SIZES.length] ?? KIB;
const isLarge = (index: number) => index % LARGE_EVERY === 0;
const indexes = Array.from({ length: FILES }, (_, index) => index);
const smallBytes = indexes
  .filter((index) => !isLarge(index))
  .reduce((sum, index) => sum + smallSize(index), 0);
const LARGE_BYTES = Math.floor((TOTAL_BYTES - smallBytes) / (FILES / LARGE_EVERY));

const pathOf = (index: number) => `part-${index % FOLDERS}/file-${index}.bin`;
const sizeOf = (index: number) => (isLarge(index) ? LARGE_BYTES : smallSize(index));

/** A tree of 2,000 files that have 1 GiB together, with contents that nothing can make smaller. */
export async function makeTree(root: string): Promise<void> {
  for (const index of indexes) {
    const path = join(root, pathOf(index));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, randomFillSync(Buffer.alloc(sizeOf(index))));
    await utimes(path, BEGUN_AT, BEGUN_AT);
  }
}

/** Gives so many files, small ones first, another content of the same size. */
export async function changeTree(root: string, count: number): Promise<void> {
  const small = indexes.filter((index) => !isLarge(index)).slice(0, count);
  for (const index of small)
    await writeFile(join(root, pathOf(index)), randomFillSync(Buffer.alloc(sizeOf(index))));
}
