import type { EmulatorContext } from '../context.ts';
import type { JsonObject, Resource } from '../state/models.ts';
import { requireKind } from './lookup.ts';

/** A resource as GET answers it. */
export function renderResource(context: EmulatorContext, resource: Resource): JsonObject {
  const kind = requireKind(resource.type);
  return {
    ...renderReference(resource),
    ...definedOnly({ identity: resource.identity, ...kind.renderEnvelope?.(context, resource) }),
    ...(resource.createdTime !== '' &&
      !kind.hidesSystemData && {
        systemData: { createdAt: resource.createdTime, lastModifiedAt: resource.changedTime },
      }),
    properties: kind.render(context, resource),
  };
}

/** A resource as the generic lists answer it: without properties. */
export function renderReference({ id, name, type, location, tags, sku, kind }: Resource): JsonObject {
  return definedOnly({ id, name, type, location, tags, sku, kind });
}

function definedOnly(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
