import 'server-only';
import type { Project } from '@/lib/config/projects';
import { singleton } from '@/lib/core/singleton';
import { collectLogs } from '@/lib/deployment/logs/collect-logs';

type Held = { holders: number; stop: AbortController; collecting: Promise<void> };

/**
 * Keeps a project's log as long as somebody holds it, however many do. Returns the way to let go, once; it resolves when
 * what has come by then is stored.
 */
export function holdLogs(project: Project): () => Promise<void> {
  const all = singleton('held-logs', () => new Map<string, Held>());
  const held = all.get(project.id) ?? start(project);
  all.set(project.id, held);
  held.holders += 1;
  let isHeld = true;
  return async () => {
    if (!isHeld) return;
    isHeld = false;
    held.holders -= 1;
    if (held.holders > 0) return;
    all.delete(project.id);
    held.stop.abort();
    await held.collecting;
  };
}

function start(project: Project): Held {
  const stop = new AbortController();
  return { holders: 0, stop, collecting: collectLogs(project, stop.signal) };
}
