import 'server-only';
import type { Project } from '@/lib/config/projects';
import { singleton } from '@/lib/core/singleton';

/**
 * Does the work once whatever was asked for before in the same project has ended, so that between looking at a file and changing
 * it nobody else of this process changes it.
 */
export function oneAtATime<T>(project: Project, work: () => Promise<T>): Promise<T> {
  const last = singleton('config.files', () => new Map<string, Promise<unknown>>());
  const done = (last.get(project.root) ?? Promise.resolve()).then(work, work);
  const settled = done.then(
    () => undefined,
    () => undefined,
  );
  last.set(project.root, settled);
  return done;
}
