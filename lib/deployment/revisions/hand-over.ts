import 'server-only';
import { readRevisionSetup, setTraffic } from '@/lib/azure/app-revisions';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import { pollDelayMs } from '@/lib/azure/poll-delay';
import { sleep } from '@/lib/core/clock';
import type { DeployTarget } from '@/lib/deployment/target';
import type { StepContext } from '@/lib/runs/step';

/** Azure moves the traffic within seconds of a revision being ready; a probe may hold it back for some minutes. */
export const HAND_OVER_LIMIT_MS = 15 * 60_000;

const WHOLE = 100;

/**
 * Gives a revision that answers all the traffic. In multiple mode the weights are set; in single mode Azure does it by
 * itself, and this waits until it has. A label stays on its revision.
 */
export async function handOver(
  { signal, log }: StepContext<unknown>,
  { app }: DeployTarget,
  revisionName: string,
): Promise<void> {
  const setup = await bearBreaks(signal, () => readRevisionSetup(app, signal));
  if (setup.mode === 'multiple') {
    if (!setup.traffic) return;
    const labelled = setup.traffic.filter(({ label }) => label);
    const own = labelled.find(({ revision }) => revision === revisionName);
    const others = labelled.filter((share) => share !== own).map((share) => ({ ...share, weight: 0 }));
    await setTraffic(app, [{ ...own, revision: revisionName, weight: WHOLE }, ...others], signal);
    log([`Revision ${revisionName} has all the traffic.`]);
    return;
  }
  for (let looks = 0; ; looks++) {
    const { latestReady } = await bearBreaks(signal, () => readRevisionSetup(app, signal));
    if (latestReady === revisionName) break;
    await sleep(pollDelayMs(looks), signal);
  }
  log([`Azure has given revision ${revisionName} the traffic.`]);
}
