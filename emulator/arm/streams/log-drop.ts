import type { EmulatorContext } from '../../context.ts';

const LINES_BEFORE_DROP = 20;
const LOST_MS = 5_000;
/** Streams whose losses are remembered; the oldest is forgotten first. */
const REMEMBERED_LIMIT = 1_000;

type Loss = { fromMs: number; untilMs: number };
/** The fault `log-drop` at one stream's items, each with its time. */
export type LogDrop = <T extends { at: string }>(key: string, items: AsyncIterable<T>) => AsyncGenerator<T>;

/** Ends a stream that the fault strikes after some lines, and keeps what is written right after from every later reader. */
export function createLogDrop({ faults, clock }: Pick<EmulatorContext, 'faults' | 'clock'>): LogDrop {
  const losses = new Map<string, Loss>();

  const lose = (key: string) => {
    const oldest = losses.keys().next();
    if (losses.size >= REMEMBERED_LIMIT && !oldest.done) losses.delete(oldest.value);
    losses.set(key, { fromMs: clock.now(), untilMs: clock.now() + LOST_MS });
  };
  const isLost = (key: string, at: string): boolean => {
    const loss = losses.get(key);
    const atMs = Date.parse(at);
    return loss !== undefined && atMs > loss.fromMs && atMs <= loss.untilMs;
  };

  return async function* drop(key, items) {
    const isStruck = faults.strikesFirst('log-drop', key);
    let passed = 0;
    for await (const item of items) {
      if (isLost(key, item.at)) continue;
      yield item;
      passed += 1;
      if (isStruck && passed === LINES_BEFORE_DROP) return lose(key);
    }
  };
}
