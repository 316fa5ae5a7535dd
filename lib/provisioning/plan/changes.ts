import 'server-only';
import type { WhatIfChange, WhatIfPropertyChange } from '@/lib/azure/what-if';
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

function toChange({ resourceId, changeType, delta, after }: WhatIfChange): PlannedChange[] {
  if (!resourceId) return [];
  const { resourceType, name } = readId(resourceId);
  const differences = (delta ?? []).flatMap((each) => flatten(each, ''));
  const properties = differences.map(
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

type Difference = Omit<PropertyChange, 'noise'>;

/** ARM nests what changed within lists: each leaf gets its whole path. */
function flatten(change: WhatIfPropertyChange, above: string): Difference[] {
  const path = join(above, change.path);
  if (change.children?.length) return change.children.flatMap((child) => flatten(child, path));
  const { before, after } = change;
  switch (change.propertyChangeType) {
    case 'Create':
      return [{ path, kind: 'added', after }];
    case 'Delete':
      return [{ path, kind: 'removed', before }];
    default:
      return [{ path, kind: 'changed', before, after }];
  }
}

/** `properties.workloadProfiles` and `1` make `properties.workloadProfiles[1]`. */
function join(above: string, path: string): string {
  if (above === '') return path;
  if (path === '') return above;
  if (/^\d+$/.test(path)) return `${above}[${path}]`;
  return path.startsWith('[') ? above + path : `${above}.${path}`;
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
