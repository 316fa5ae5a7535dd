import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { JsonObject } from '../../state/models.ts';
import { choice } from './wire-types.ts';

const identity = z.object({
  type: choice(['None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned']),
  userAssignedIdentities: z.record(z.string(), z.unknown()).nullish(),
});

/** The shape of an app's managed identities. */
export const identityRequest = z.preprocess(spacesOut, identity).nullish();

/** `identity` as it is answered, with ids that stay the same for one resource. */
export function renderIdentity(
  context: EmulatorContext,
  resourceId: string,
  asked: z.infer<typeof identityRequest>,
): JsonObject {
  const { type, userAssignedIdentities } = asked ?? { type: 'None' };
  const assigned = Object.keys(userAssignedIdentities ?? {});
  const system = type.startsWith('SystemAssigned') && {
    principalId: stableUuid(`${resourceId} principal`),
    tenantId: context.account().tenant.id,
  };
  const users = Object.fromEntries(
    assigned.map((id) => [
      id,
      { principalId: stableUuid(`${id} principal`), clientId: stableUuid(`${id} client`) },
    ]),
  );
  return { type, ...system, ...(type.endsWith('UserAssigned') && { userAssignedIdentities: users }) };
}

/** The service answers the two kinds joined with a space and takes them without. */
function spacesOut(value: unknown): unknown {
  const given = z.looseObject({ type: z.string() }).safeParse(value);
  return given.success ? { ...given.data, type: given.data.type.replaceAll(' ', '') } : value;
}

function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
