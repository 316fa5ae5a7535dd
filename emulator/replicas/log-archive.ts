import { LogRing } from './log-ring.ts';
import type { Archived, ArchivedLine, LineSource, LogLine, SystemEvent } from './replica-host.ts';

/** What a workspace keeps of one app, of each kind; older entries are forgotten. */
const KEPT = { entries: 20_000, characters: 8 * 1024 * 1024 };
/** Apps that anything is kept of, whether they are still there or not. */
const MAX_APPS = 100;

type AppLogs = {
  environmentId: string;
  console: LogRing<ArchivedLine | undefined>;
  system: LogRing<SystemEvent | undefined>;
};
type AppInEnvironment = { appId: string; appName: string; environmentId: string };

/** What apps wrote, and what was done with them, also when the replica or the app is gone: what reaches a workspace. */
export class LogArchive implements Archived {
  readonly #apps = new Map<string, AppLogs>();

  keepLine(app: AppInEnvironment, source: LineSource, line: LogLine): void {
    this.#of(app).console.push({ ...line, ...source, appName: app.appName }, line.text.length);
  }

  keepEvent(app: AppInEnvironment, event: SystemEvent): void {
    this.#of(app).system.push(event, event.message.length);
  }

  /** Console lines of all apps of some environments, those of one app in their order. */
  lines(environmentIds: readonly string[]): Promise<ArchivedLine[]> {
    return allOf(this.#in(environmentIds).map(({ console }) => console));
  }

  /** As `lines`, what the platform did. */
  events(environmentIds: readonly string[]): Promise<SystemEvent[]> {
    return allOf(this.#in(environmentIds).map(({ system }) => system));
  }

  #of({ appId, environmentId }: AppInEnvironment): AppLogs {
    const key = `${appId} ${environmentId}`.toLowerCase();
    const known = this.#apps.get(key);
    if (known) return known;
    const [oldest] = this.#apps.keys();
    if (this.#apps.size >= MAX_APPS && oldest !== undefined) this.#apps.delete(oldest);
    const made = {
      environmentId: environmentId.toLowerCase(),
      console: new LogRing<ArchivedLine | undefined>(() => undefined, KEPT),
      system: new LogRing<SystemEvent | undefined>(() => undefined, KEPT),
    };
    this.#apps.set(key, made);
    return made;
  }

  #in(environmentIds: readonly string[]): AppLogs[] {
    const wanted = new Set(environmentIds.map((id) => id.toLowerCase()));
    return [...this.#apps.values()].filter(({ environmentId }) => wanted.has(environmentId));
  }
}

async function allOf<T>(rings: readonly LogRing<T | undefined>[]): Promise<T[]> {
  const { signal } = new AbortController();
  const found: T[] = [];
  for (const ring of rings) {
    for await (const entry of ring.read({ follow: false, tailLines: KEPT.entries, signal })) {
      if (entry !== undefined) found.push(entry);
    }
  }
  return found;
}
