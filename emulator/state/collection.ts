import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Documents of one kind, by case-insensitive key: read from memory, written to disk before `put` returns. */
export type Collection<T> = {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  delete(key: string): void;
  values(): T[];
};

const TEMPORARY = '.tmp';

/**
 * Opens a folder of JSON documents, one file each. A file appears whole or not at all (written beside, flushed,
 * renamed), so a kill at any moment leaves the document as it was before or after. Throws when a file is not
 * what `schema` says.
 */
export function openCollection<T>(folder: string, schema: z.ZodType<T>): Collection<T> {
  mkdirSync(folder, { recursive: true });
  const stored = z.object({ key: z.string(), value: schema });
  const documents = new Map<string, T>();
  for (const name of readdirSync(folder)) {
    if (name.endsWith(TEMPORARY)) {
      rmSync(join(folder, name));
      continue;
    }
    const { key, value } = stored.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    documents.set(key, value);
  }
  const fileOf = (key: string) => join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);

  return {
    get: (key) => documents.get(key.toLowerCase()),
    put(key, value) {
      const lower = key.toLowerCase();
      const file = fileOf(lower);
      writeFileSync(`${file}${TEMPORARY}`, JSON.stringify({ key: lower, value }, null, 2), { flush: true });
      renameSync(`${file}${TEMPORARY}`, file);
      documents.set(lower, value);
    },
    delete(key) {
      const lower = key.toLowerCase();
      rmSync(fileOf(lower), { force: true });
      documents.delete(lower);
    },
    values: () => [...documents.values()],
  };
}
