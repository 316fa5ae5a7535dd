import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Kills the dashboard at most so often; less, when the run is over before the first kill. Returns when it did.
 * @param {ReturnType<typeof import('./programs.mjs').killableDashboard>} dashboard @param {number} most
 * @param {{ random: () => number, bootMs: number, runMs: number }} times @param {() => Promise<boolean>} isActive
 */
export async function killAtRandom(dashboard, most, { random, bootMs, runMs }, isActive) {
  /** @type {number[]} */
  const killedAt = [];
  await sleep(random() * runMs);
  if (!(await isActive())) return killedAt;
  for (;;) {
    killedAt.push(Date.now());
    await dashboard.kill();
    dashboard.launch();
    if (killedAt.length === most) break;
    // From the second on they hit the start as well, which takes the run up again.
    await sleep(random() * (bootMs + runMs));
  }
  await dashboard.ready();
  return killedAt;
}
