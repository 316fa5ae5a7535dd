import 'server-only';
import { singleton } from '@/lib/core/singleton';
import type { RunEvent } from '@/lib/runs/events';
import { subscribeToRun } from '@/lib/runs/feed';
import { Inbox } from '@/lib/runs/inbox';
import { isTerminal } from '@/lib/runs/status';
import { getRun, readEvents } from '@/lib/runs/store';

const HISTORY_PAGE_SIZE = 200;
/** A viewer that is further behind than this goes back to reading the stored log. */
const INBOX_LIMIT = 1_000;

/**
 * Every event of a run after `afterSeq`, each once and in order: first those that are stored, then those to come. Ends after
 * `run.finished`, on abort, and when the process shuts down. Throws `not_found`.
 */
export async function* tailRun(
  runId: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const ended = AbortSignal.any([signal, tailsSignal()]);
  const inbox = new Inbox(INBOX_LIMIT);
  // Subscribed before the history is read, so that nothing falls between the two.
  const unsubscribe = await subscribeToRun(runId, (events) => inbox.push(events));
  try {
    let seq = afterSeq;
    while (!ended.aborted) {
      for await (const event of readHistory(runId, seq)) {
        if (ended.aborted) return;
        yield event;
        seq = event.seq;
        if (event.type === 'run.finished') return;
      }
      const { status, lastSeq } = await getRun(runId);
      if (isTerminal(status) && seq >= lastSeq) return;
      for await (const event of drain(inbox, seq, ended)) {
        yield event;
        seq = event.seq;
        if (event.type === 'run.finished') return;
      }
    }
  } finally {
    unsubscribe();
  }
}

/** Ends every tail of this process, so that open streams do not keep its server from closing. */
export function endAllTails(): void {
  allTails().abort();
}

/** Aborts when every tail of this process is to end. */
export function tailsSignal(): AbortSignal {
  return allTails().signal;
}

function allTails(): AbortController {
  return singleton('all-tails', () => new AbortController());
}

async function* readHistory(runId: string, afterSeq: number): AsyncGenerator<RunEvent> {
  let seq = afterSeq;
  for (;;) {
    const page = await readEvents(runId, seq, HISTORY_PAGE_SIZE);
    yield* page;
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < HISTORY_PAGE_SIZE) return;
  }
}

/** The live events that follow `afterSeq` without a gap; ends where one is missing, for the history to fill. */
async function* drain(inbox: Inbox, afterSeq: number, signal: AbortSignal): AsyncGenerator<RunEvent> {
  let seq = afterSeq;
  for (;;) {
    const taken = await inbox.take(signal);
    if (taken === 'overflow' || taken === 'ended') return;
    for (const event of taken) {
      if (event.seq > seq + 1) return;
      if (event.seq !== seq + 1) continue;
      yield event;
      seq = event.seq;
    }
  }
}
