import 'server-only';

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 1_000;

/** How long to wait before the next look: short at first, so that quick things are seen at once, then what Azure's limits like. */
export function pollDelayMs(looks: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.floor(looks / 2));
}
