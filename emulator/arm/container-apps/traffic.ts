import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { storedApp } from './app-schema.ts';
import { latestReadyRevision, revisionsOf } from './revisions.ts';

const WHOLE = 100;

/**
 * The share of an app's traffic per revision, in percent. In single mode all of it goes to the newest revision
 * that has been ready, and to the latest while there is none.
 */
export function trafficOf(context: EmulatorContext, app: Resource): Map<string, number> {
  const { configuration, latestRevisionName } = storedApp.parse(app.properties);
  const newest = latestReadyRevision(context, app.id)?.name ?? latestRevisionName;
  const weights = configuration.ingress?.traffic;
  if (configuration.activeRevisionsMode === 'Single' || !weights?.length) {
    return new Map([[newest, WHOLE]]);
  }
  const active = new Set(revisionsOf(context, app.id).flatMap(({ name, active }) => (active ? [name] : [])));
  const traffic = new Map<string, number>();
  for (const { latestRevision, revisionName, weight } of weights) {
    const name = latestRevision ? newest : (revisionName ?? '');
    if (active.has(name) && weight > 0) traffic.set(name, (traffic.get(name) ?? 0) + weight);
  }
  return traffic;
}

/** The revision that a label of an app's traffic is on. */
export function labelledRevision(context: EmulatorContext, app: Resource, label: string): string | undefined {
  const { configuration, latestRevisionName } = storedApp.parse(app.properties);
  const entry = configuration.ingress?.traffic.find((weight) => weight.label === label);
  if (!entry?.latestRevision) return entry?.revisionName;
  return latestReadyRevision(context, app.id)?.name ?? latestRevisionName;
}

/** Picks one revision by weight; undefined when none takes traffic. */
export function pickRevision(traffic: Map<string, number>): string | undefined {
  let rest = Math.random() * [...traffic.values()].reduce((sum, weight) => sum + weight, 0);
  for (const [name, weight] of traffic) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return undefined;
}
