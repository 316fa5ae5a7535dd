import 'server-only';
import type { WhatIfChange } from '@/lib/azure/what-if';
import { differencesOf } from '@/lib/provisioning/plan/differences';
import { maskSecrets } from '@/lib/provisioning/plan/mask-secrets';
import { isNoise } from '@/lib/provisioning/plan/noise';
import type { ChangeKind, PlannedChange, PropertyChange } from '@/lib/provisioning/plan/plan';

/** Azure's foresight in plain lines: what the template does to each of its resources, and how many others it leaves alone. */
export function plannedChanges(foreseen: readonly WhatIfChange[]): {
  changes: PlannedChange[];
  untouched: number;
} {
  const touched = foreseen.filter(({ changeType }) => changeType !== 'Ignore');
  return { changes: touched.flatMap(toChange), untouched: foreseen.length - touched.length };
}

function toChange(foreseen: WhatIfChange): PlannedChange[] {
  const { resourceId, changeType, after } = foreseen;
  if (!resourceId) return [];
  const { resourceType, name } = readId(resourceId);
  const properties = differencesOf(foreseen).map(
    (each): PropertyChange => ({ ...each, noise: isNoise(resourceType, each) }),
  );
  const kind = kindOf(changeType, properties);
  const added = kind === 'create' ? createdProperties(after) : properties;
  return [{ id: resourceId, resourceType, name, kind, properties: added.map(masked) }];
}

function kindOf(changeType: WhatIfChange['changeType'], properties: PropertyChange[]): ChangeKind {
  switch (changeType) {
    case 'Create':
      return 'create';
    case 'NoChange':
      return 'reuse';
    case 'Modify':
      return properties.every(({ noise }) => noise) ? 'noise' : 'change';
    default:
      // `Delete` is none of an incremental deployment; `Deploy` and `Unsupported` say that Azure cannot tell.
      return 'unknown';
  }
}

/** What a new resource will be, without what its id says already. */
function createdProperties(resource: unknown): PropertyChange[] {
  const told = entriesOf(resource).filter(([key]) => !['apiVersion', 'id', 'type', 'name'].includes(key));
  return told
    .flatMap(([key, value]) =>
      key === 'properties'
        ? entriesOf(value).map(([inner, each]) => [`${key}.${inner}`, each] as const)
        : [[key, value] as const],
    )
    .filter(([, value]) => !isEmpty(value))
    .map(([path, after]) => ({ path, kind: 'added', after, noise: false }));
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && (value === null || Object.keys(value).length === 0);

function masked({ before, after, ...change }: PropertyChange): PropertyChange {
  return {
    ...change,
    ...(before !== undefined && { before: maskSecrets(change.path, before) }),
    ...(after !== undefined && { after: maskSecrets(change.path, after) }),
  };
}

function readId(id: string): { resourceType: string; name: string } {
  const [namespace = '', ...pairs] = (id.split('/providers/').at(-1) ?? id).split('/');
  const even = pairs.filter((_, index) => index % 2 === 0);
  return { resourceType: [namespace, ...even].join('/'), name: pairs.at(-1) ?? id };
}
