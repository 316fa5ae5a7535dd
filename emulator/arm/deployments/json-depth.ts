import { ArmError } from '../arm-error.ts';

/** Levels of objects and arrays in a deployment request; templates have some twenty, nested ones some more. */
const MAX_JSON_DEPTH = 128;

/** Refuses a body that is nested deeper than anything here is prepared to walk. Throws ArmError 400. */
export function checkJsonDepth(body: unknown): void {
  const open: [unknown, number][] = [[body, 0]];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [value, depth] = entry;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_JSON_DEPTH)
      throw new ArmError(
        400,
        'InvalidRequestContent',
        `The request content was invalid and could not be deserialized: 'The reader's MaxDepth of ${MAX_JSON_DEPTH} has been exceeded.'.`,
      );
    for (const member of Object.values(value)) open.push([member, depth + 1]);
  }
}
