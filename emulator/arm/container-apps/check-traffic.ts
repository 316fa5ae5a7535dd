import { isDeepStrictEqual } from 'node:util';
import type { EmulatorContext } from '../../context.ts';
import type { Revision } from '../../state/models.ts';
import type { AppConfiguration, TrafficWeight } from './configuration-schema.ts';
import { firstDuplicate, refused } from './refusals.ts';
import { findRevision } from './revisions.ts';

const WHOLE = 100;
const LABEL = /^(?!.*--)[a-z]([a-z0-9-]{0,62}[a-z0-9])?$/;
const TARGET = 'configuration.ingress.traffic';

type AppVersion = { id: string; configuration: AppConfiguration; latestRevisionName: string };

/** Checks how traffic is split in multiple mode. What is sent back as it was is not asked about again. */
export function checkTraffic(
  context: EmulatorContext,
  { id, configuration, latestRevisionName }: AppVersion,
  before: AppConfiguration | undefined,
): void {
  const traffic = configuration.ingress?.traffic;
  if (!traffic || isDeepStrictEqual(traffic, before?.ingress?.traffic)) return;
  const total = traffic.reduce((sum, { weight }) => sum + weight, 0);
  if (total !== WHOLE || traffic.some(({ weight }) => weight < 0)) {
    throw refused('InvalidTrafficWeights', `Traffic weights must add up to ${WHOLE}, not ${total}.`, TARGET);
  }
  const revisionOf = (name: string) =>
    findRevision(context, id, name) ?? (name === latestRevisionName ? 'new' : undefined);
  for (const entry of traffic) checkEntry(entry, revisionOf);
  const twice = firstDuplicate(traffic.flatMap(({ label }) => (label ? [label] : [])));
  if (twice !== undefined) {
    throw refused('InvalidTrafficLabel', `The label '${twice}' is on more than one revision.`, TARGET);
  }
}

function checkEntry(
  { revisionName, latestRevision, weight, label }: TrafficWeight,
  revisionOf: (name: string) => Revision | 'new' | undefined,
): void {
  if (!latestRevision === !revisionName) {
    throw refused(
      'InvalidTrafficWeights',
      'Each traffic weight needs either a revisionName or latestRevision.',
      TARGET,
    );
  }
  const revision = revisionName ? revisionOf(revisionName) : 'new';
  if (!revision) {
    throw refused(
      'RevisionNotFound',
      `The revision '${revisionName}' of a traffic weight was not found.`,
      TARGET,
    );
  }
  if (revision !== 'new' && !revision.active && weight > 0) {
    throw refused(
      'RevisionNotActive',
      `The revision '${revisionName}' is inactive and takes no traffic.`,
      TARGET,
    );
  }
  if (label && !LABEL.test(label)) {
    throw refused(
      'InvalidTrafficLabel',
      `Invalid label '${label}'. A label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character and cannot have '--'. The length must not be more than 64 characters.`,
      TARGET,
    );
  }
}
