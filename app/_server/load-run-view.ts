import 'server-only';
import { type Run, readEvents } from '@/lib/runs/store';
import { emptyRunView, type RunView, reduceRunView } from '@/lib/runs/view';

const PAGE_EVENTS = 500;

/** Everything that has happened in a run so far. */
export async function loadRunView(run: Run): Promise<RunView> {
  let view = emptyRunView(run.kind);
  for (;;) {
    const events = await readEvents(run.id, view.lastSeq, PAGE_EVENTS);
    view = events.reduce(reduceRunView, view);
    if (events.length < PAGE_EVENTS) return view;
  }
}
