import 'server-only';

/** An app that nobody has deployed is not going to warm up. */
const UNREACHABLE_TIMEOUT_MS = 30_000;
/** One that was up a moment ago may be stopped only to be started again, as by a deploy that has no second GPU. */
const AWAY_TIMEOUT_MS = 3 * 60_000;

/** How long an app has not been there at all, and whether it was before. */
export type Absence = { sinceMs: number; wasThere: boolean };

/** The absence after one more look at `nowMs` (epoch); undefined while the app is there, ready or not. */
export function absenceAfter(
  before: { absence: Absence | undefined; looked: boolean },
  isThere: boolean,
  nowMs: number,
): Absence | undefined {
  if (isThere) return undefined;
  return before.absence ?? { sinceMs: nowMs, wasThere: before.looked };
}

/** Whether nobody should wait for it any longer. */
export function isTooLong({ sinceMs, wasThere }: Absence, nowMs: number): boolean {
  return nowMs - sinceMs > (wasThere ? AWAY_TIMEOUT_MS : UNREACHABLE_TIMEOUT_MS);
}
