import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Project } from '@/lib/config/projects';
import type { OnEnd } from './clean-up';

/** A project folder with the given files, path to text; for one test, or until the end that `onEnd` waits for. */
export async function tempProject(
  files: Record<string, string> = {},
  onEnd: OnEnd = onTestFinished,
): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'slipway-project-'));
  onEnd(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { id: 'temp', root };
}
