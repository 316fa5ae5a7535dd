import type { EmulatorContext } from '../context.ts';
import { type JsonObject, jsonObject, type Resource, type ResourceGroup } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import type { ResourceBody, ResourceKind } from './kinds/kind.ts';
import { findLocation, locationNames } from './locations.ts';
import type { ResourceId } from './resource-id.ts';
import { checkTags } from './tags.ts';

export type PlannedPut = {
  kind: ResourceKind;
  group: ResourceGroup;
  id: ResourceId;
  body: ResourceBody;
  existing: Resource | undefined;
};

/** What a write makes of a resource once it is accepted; nothing is written. Throws ArmError when it is refused. */
export function plannedResource(
  context: EmulatorContext,
  { kind, group, id, body, existing }: PlannedPut,
): Resource {
  const location = kind.scope === 'tracked' ? checkLocation(kind, group, body, existing) : undefined;
  const asked = { ...body, location, properties: body.properties && withoutNulls(body.properties) };
  const prepared = kind.prepare(context, { id, body: asked, existing });
  const now = new Date(context.clock.now()).toISOString();
  return {
    id: existing?.id ?? id.id,
    type: kind.type,
    name: existing?.name ?? id.names.at(-1) ?? '',
    ...(location && { location }),
    ...(body.tags && { tags: checkTags(body.tags) }),
    ...(body.identity && { identity: body.identity }),
    ...prepared,
    provisioningState: kind.pending
      ? existing
        ? kind.pending.updating
        : kind.pending.creating
      : 'Succeeded',
    createdTime: existing?.createdTime || now,
    changedTime: now,
  };
}

/** A null says what leaving the property out says. */
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === null ? [] : [[key, withoutNullsIn(value)]])),
  );
}

function withoutNullsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullsIn);
  const object = jsonObject.safeParse(value);
  return object.success ? withoutNulls(object.data) : value;
}

function checkLocation(
  kind: ResourceKind,
  group: ResourceGroup,
  body: ResourceBody,
  existing: Resource | undefined,
): string {
  if (!body.location) {
    if (existing?.location) return existing.location;
    throw new ArmError(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const location = findLocation(body.location);
  if (!location) {
    throw new ArmError(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${body.location}' is not available for resource type '${kind.type}'. List of available regions for the resource type is '${locationNames.join(',')}'.`,
    );
  }
  if (existing?.location && existing.location !== location) {
    throw new ArmError(
      409,
      'InvalidResourceLocation',
      `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${group.name}'. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
    );
  }
  return location;
}
