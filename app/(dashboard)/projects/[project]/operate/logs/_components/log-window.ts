import type { AppLogLine, LogPage } from '@/lib/deployment/logs/log-line';

/** More lines than this are not held: those at the far end go, and are read again when they are scrolled to. */
export const MAX_HELD_LINES = 100_000;

/** A stretch of the log without a gap, and what is known to have come beyond it. */
export type LogWindow = LogPage & {
  /** How many lines have come after this stretch while it did not reach to the end. */
  unseen: number;
};

export type WindowAction =
  /** Another stretch altogether. */
  | { type: 'moved'; page: LogPage }
  | { type: 'older'; page: LogPage }
  | { type: 'newer'; page: LogPage }
  /** What has just been written. */
  | { type: 'came'; page: LogPage };

export function reduceWindow(state: LogWindow, { type, page }: WindowAction): LogWindow {
  switch (type) {
    case 'moved':
      return { ...page, unseen: 0 };
    case 'older':
      // Two answers may cross: what does not join is not taken.
      if (page.to !== state.from - 1) return state;
      return withoutEnd({
        ...state,
        lines: [...page.lines, ...state.lines],
        from: page.from,
        atStart: page.atStart,
      });
    case 'newer':
      return append(state, page);
    case 'came':
      if (state.atEnd) return append(state, page);
      return { ...state, unseen: state.unseen + page.lines.length };
  }
}

function append(state: LogWindow, page: LogPage): LogWindow {
  const fresh = page.lines.filter(({ seq }) => seq > state.to);
  if (page.to <= state.to || page.from > state.to + 1) return state;
  const unseen = page.atEnd ? 0 : Math.max(0, state.unseen - fresh.length);
  const lines = [...state.lines, ...fresh];
  return withoutStart({ ...state, lines, to: page.to, atEnd: page.atEnd || state.atEnd, unseen });
}

function withoutStart(state: LogWindow): LogWindow {
  const lines = state.lines.slice(-MAX_HELD_LINES);
  if (lines.length === state.lines.length) return state;
  return { ...state, lines, from: lines[0]?.seq ?? state.from, atStart: false };
}

function withoutEnd(state: LogWindow): LogWindow {
  const lines = state.lines.slice(0, MAX_HELD_LINES);
  if (lines.length === state.lines.length) return state;
  return { ...state, lines, to: lines.at(-1)?.seq ?? state.to, atEnd: false };
}

/** Where in the lines the one with that place is, or would be. */
export function indexOfSeq(lines: readonly AppLogLine[], seq: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.seq ?? seq) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
