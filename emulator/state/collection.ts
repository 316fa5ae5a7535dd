import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Documents of one kind, by case-insensitive key: read from memory, written to disk before `put` returns. */
export type Collection<T> = {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  delete(key: string): void;
  values(): T[];
};

const DOCUMENT = '.json';
const TEMPORARY = '.tmp';

/**
 * Opens a folder of JSON documents, one file each. A file appears whole or not at all (written beside, flushed,
 * renamed), so a kill at any moment leaves the document as it was before or after. Throws one sentence that names
 * the file when one is not what `schema` says; files of other names are nobody's business here.
 */
export function openCollection<T>(folder: string, schema: z.ZodType<T>): Collection<T> {
  mkdirSync(folder, { recursive: true });
  const stored = z.object({ key: z.string(), value: schema });
  const documents = new Map<string, T>();
  const nameOf = (key: string) => `${createHash('sha256').update(key).digest('hex')}${DOCUMENT}`;
  for (const name of readdirSync(folder)) {
    if (name.endsWith(TEMPORARY)) rmSync(join(folder, name));
    if (!name.endsWith(DOCUMENT)) continue;
    const { key, value } = readDocument(join(folder, name), stored);
    if (name !== nameOf(key)) throw damaged(join(folder, name), `it holds '${key}', which belongs elsewhere`);
    documents.set(key, value);
  }

  return {
    get: (key) => documents.get(key.toLowerCase()),
    put(key, value) {
      const lower = key.toLowerCase();
      const file = join(folder, nameOf(lower));
      writeFileSync(`${file}${TEMPORARY}`, JSON.stringify({ key: lower, value }, null, 2), { flush: true });
      renameSync(`${file}${TEMPORARY}`, file);
      flushFolder(folder);
      documents.set(lower, value);
    },
    delete(key) {
      const lower = key.toLowerCase();
      rmSync(join(folder, nameOf(lower)), { force: true });
      flushFolder(folder);
      documents.delete(lower);
    },
    values: () => [...documents.values()],
  };
}

function readDocument<T>(file: string, stored: z.ZodType<T>): T {
  const text = readFileSync(file, 'utf8');
  const result = stored.safeParse(parse(file, text));
  if (result.success) return result.data;
  const { path = [], message } = result.error.issues[0] ?? {};
  throw damaged(file, `${path.map(String).join('.')}: ${message}`);
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(file, text === '' ? 'it is empty' : 'it is no JSON');
  }
}

function damaged(file: string, why: string): Error {
  return new Error(
    `The document ${file} cannot be read (${why}). Restore it, or delete it to go on without what it held.`,
  );
}

/** Names in a folder are kept by the folder: without this a power cut could undo a rename or bring a deleted file back. */
function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
