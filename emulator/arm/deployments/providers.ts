import type { Deployment } from '../../state/models.ts';
import type { ResourceNode } from '../../template/template.ts';
import { findLocation } from '../locations.ts';

/** What a deployment answers as its providers: each type that it deploys and where; a type without a place has one null. */
export function providersOf(resources: ResourceNode[]): Deployment['providers'] {
  const namespaces = Map.groupBy(
    resources.filter(({ enabled }) => enabled),
    ({ type }) => type.slice(0, type.indexOf('/')),
  );
  return [...namespaces].map(([namespace, nodes]) => ({
    namespace,
    resourceTypes: [...Map.groupBy(nodes, ({ type }) => type.slice(namespace.length + 1))].map(
      ([resourceType, ofType]) => ({ resourceType, locations: [...new Set(ofType.map(placeOf))] }),
    ),
  }));
}

function placeOf({ location }: ResourceNode): string | null {
  return location === undefined ? null : (findLocation(location) ?? location);
}
