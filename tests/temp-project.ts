import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Project } from '@/lib/config/projects';

/** A project folder for one test, with the given files: path to text. */
export async function tempProject(files: Record<string, string> = {}): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'slipway-project-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { id: 'temp', root };
}
