import { ArmError } from '../arm-error.ts';

const CHARACTERS = /^[-\w._()]+$/;
const MAX_NAME_LENGTH = 64;

/** The name as it is. Throws ArmError 400 for one that a deployment cannot have. */
export function checkDeploymentName(name: string): string {
  if (name.length > MAX_NAME_LENGTH)
    throw new ArmError(
      400,
      'DeploymentNameLengthLimitExceeded',
      `The deployment name '${name}' is longer than ${MAX_NAME_LENGTH} characters.`,
    );
  if (CHARACTERS.test(name)) return name;
  throw new ArmError(
    400,
    'DeploymentNameInvalidCharacters',
    `The deployment name '${name}' can only contain letters, digits, '-', '_', '.', '(' and ')'.`,
  );
}
