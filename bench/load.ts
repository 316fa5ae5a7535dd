import { Pool } from 'undici';

const WARM_UP_REQUESTS = 300;
const MS_PER_SECOND = 1000;

/** Seconds that some work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / MS_PER_SECOND;
}

/** Runs `task` `count` times, `atOnce` of them at any moment. */
export async function inParallel(count: number, atOnce: number, task: (index: number) => Promise<unknown>) {
  let next = 0;
  const lane = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Requests a second for one address, over `connections` that stay open. */
export async function requestsPerSecond(url: string, requests: number, connections: number): Promise<number> {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections });
  const ask = async () => {
    const { statusCode, body } = await pool.request({ method: 'GET', path: pathname + search });
    await body.dump();
    if (statusCode !== 200) throw new Error(`${statusCode} from ${url}`);
  };
  await inParallel(WARM_UP_REQUESTS, connections, ask);
  const seconds = await secondsOf(() => inParallel(requests, connections, ask));
  await pool.close();
  return requests / seconds;
}

/** The middle one: a single slow turn does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
