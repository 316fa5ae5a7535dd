import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { env } from '@/lib/config/env';
import type { Project } from '@/lib/config/projects';

/** A file that was changed this shortly before it was read may change once more without getting another stamp. */
export const SETTLED_AFTER_MS = 2_000;

const cacheSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.object({ stamp: z.string(), sha256: z.string() })),
});

/** What files held when they had a stamp, by path: no more of them than the project has. */
export type HashCache = z.infer<typeof cacheSchema>['files'];

/** What earlier syncs of the project have read; empty when nothing is kept. */
export async function readHashCache(project: Project): Promise<HashCache> {
  try {
    return cacheSchema.parse(JSON.parse(await readFile(placeOf(project), 'utf8'))).files;
  } catch {
    return {};
  }
}

/** Keeps it for the next sync. It saves time alone: that it cannot be written fails nothing. */
export async function writeHashCache(project: Project, files: HashCache): Promise<void> {
  const place = placeOf(project);
  const draft = `${place}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(draft, JSON.stringify({ version: 1, files }));
    await rename(draft, place);
  } catch {
    await rm(draft, { force: true });
  }
}

function placeOf(project: Project): string {
  const name = createHash('sha256').update(project.root).digest('hex');
  return join(env.dataDir, 'hashes', `${name}.json`);
}
