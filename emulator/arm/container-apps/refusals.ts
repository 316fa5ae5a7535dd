import { ArmError } from '../arm-error.ts';

const BAD_REQUEST = 400;

/** A write that the service refuses under a code of its own. */
export function refused(code: string, message: string, target?: string): ArmError {
  return new ArmError(BAD_REQUEST, code, message, target === undefined ? {} : { target });
}

/** A field of an app's template that the service refuses, named by its path. */
export function invalidField(field: string, details: string): ArmError {
  return refused(
    'InvalidParameterValueInContainerTemplate',
    `The following field(s) are either invalid or missing. Field '${field}' is invalid with details: '${details}'.`,
    field,
  );
}

/** As `invalidField`, for a number outside the limits that the service sets. */
export function checkRange(field: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (value >= least && value <= most)) return;
  throw invalidField(field, `Invalid value: ${value}: must be from ${least} to ${most}`);
}

/** The first of these that is there twice. */
export function firstDuplicate(names: string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}
