import 'server-only';
import type { AppAddress } from '@/lib/azure/container-apps';
import { type LogQuery, openLogQuery, type RecordedLine } from '@/lib/azure/log-analytics';
import type { SystemEvent } from '@/lib/azure/log-lines';
import { readSystemEvents } from '@/lib/azure/log-stream';
import { AppError, type ErrorKind } from '@/lib/core/errors';
import { lastEventMs, lastLineMs, type NewLogLine } from '@/lib/deployment/logs/store';
import { consoleLines, eventLine, type Writer } from '@/lib/deployment/logs/stored-lines';

/** What is older is of no use for what happens now, and would be many lines. */
const RECALL_SPAN_MS = 24 * 60 * 60_000;
const MAX_RECALLED_LINES = 5_000;
/** These pass by themselves; anything else is told. */
const PASSING: readonly ErrorKind[] = ['unavailable', 'timeout', 'throttled', 'cancelled'];

export type Recalled = {
  lines: NewLogLine[];
  /** Whether Azure has answered. */
  complete: boolean;
};

type Question = {
  project: string;
  app: AppAddress;
  /** Where the platform tells what happens to the app now. */
  eventStreamEndpoint: string | undefined;
  /** Replicas whose own streams tell what they write. */
  running: ReadonlySet<string>;
};

/**
 * What Log Analytics has of the last day that no stream tells any more: lines of replicas that are gone, and events older
 * than the stream of events. Never throws: what stands in the way for long is a line of its own.
 */
export async function recallLog(question: Question, signal: AbortSignal): Promise<Recalled> {
  try {
    const query = await openLogQuery(question.app, signal);
    const nowMs = Date.now();
    const [written, events] = await Promise.all([
      recallConsole(query, question, nowMs, signal),
      recallEvents(query, question, nowMs, signal),
    ]);
    const lines = [...events, ...written].sort((a, b) => a.at.localeCompare(b.at));
    return { lines, complete: true };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError) || PASSING.includes(error.kind)) {
      return { lines: [], complete: false };
    }
    return { lines: [noteOf(error)], complete: true };
  }
}

async function recallConsole(
  query: LogQuery,
  { project, running }: Question,
  nowMs: number,
  signal: AbortSignal,
): Promise<NewLogLine[]> {
  const window = { fromMs: nowMs - RECALL_SPAN_MS, untilMs: nowMs, newest: MAX_RECALLED_LINES };
  const gone = (await query.console(window, signal)).filter(({ replica }) => !running.has(replica));
  const lines: NewLogLine[] = [];
  for (const ofReplica of Map.groupBy(gone, ({ replica }) => replica).values()) {
    const [{ replica = '' } = {}] = ofReplica;
    // What was read from its stream is not told again.
    const lastMs = (await lastLineMs(project, replica)) ?? 0;
    const fresh = ofReplica.filter(({ at }) => Date.parse(at) >= lastMs);
    const byContainer = Map.groupBy(fresh, ({ revision, container }) => `${revision}/${container}`);
    for (const written of byContainer.values()) lines.push(...linesOf(written));
  }
  return lines;
}

/** As their stream would have written them, so that a line is the same from wherever it is read. */
function linesOf(written: RecordedLine[]): NewLogLine[] {
  const [first] = written;
  if (!first) return [];
  const { revision, replica, container }: Writer = first;
  const toLines = consoleLines({ revision, replica, container });
  const raw = written.map(({ at, stream, text }) => `${at} ${stream} F ${text}`);
  return toLines(raw).map((line) => ({ ...line, origin: 'analytics' }));
}

async function recallEvents(
  query: LogQuery,
  { project, app, eventStreamEndpoint }: Question,
  nowMs: number,
  signal: AbortSignal,
): Promise<NewLogLine[]> {
  const told = eventStreamEndpoint ? await readSystemEvents(app, eventStreamEndpoint, signal) : [];
  const oldestMs = Math.min(nowMs, ...told.map(({ atMs }) => atMs).filter(Number.isFinite));
  const fromMs = Math.max(nowMs - RECALL_SPAN_MS, (await lastEventMs(project)) ?? 0);
  if (fromMs >= oldestMs) return [];
  const window = { fromMs, untilMs: oldestMs, newest: MAX_RECALLED_LINES };
  const found = await query.system(window, signal);
  return found.filter(({ atMs }) => atMs > fromMs && atMs < oldestMs).map(recordedEvent);
}

function recordedEvent(event: SystemEvent): NewLogLine {
  const { atMs, revision, replica, reason, message } = event;
  const identity = `recorded ${atMs} ${revision}/${replica} ${reason} ${message}`;
  return { ...eventLine(event, identity), origin: 'analytics' };
}

/** Once a day, for everybody to read. */
function noteOf({ info: { code, message, action } }: AppError): NewLogLine {
  const at = new Date().toISOString();
  return {
    kind: 'line',
    at,
    source: 'system',
    origin: 'analytics',
    revision: '',
    replica: '',
    container: '',
    level: 'warning',
    text: `Earlier lines cannot be read from Log Analytics. ${message} ${action}`,
    identity: `recall ${code} ${at.slice(0, 10)}`,
  };
}
