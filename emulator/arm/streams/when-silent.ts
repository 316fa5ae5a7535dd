import type { Clock } from '../../clock.ts';

/** Passes items on, and yields null whenever none came for `silenceMs`. The items must end when `signal` aborts. */
export async function* whenSilent<T>(
  items: AsyncIterable<T>,
  silenceMs: number,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<T | null> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    while (!signal.aborted) {
      const came = new AbortController();
      const silence = clock.wait(silenceMs, AbortSignal.any([came.signal, signal])).then(
        () => null,
        () => undefined,
      );
      const result = await Promise.race([next, silence]);
      came.abort();
      if (result === null) {
        yield null;
      } else if (result !== undefined) {
        if (result.done) return;
        yield result.value;
        next = iterator.next();
      }
    }
  } finally {
    await iterator.return?.();
  }
}
