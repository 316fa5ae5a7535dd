import { ArmError } from '../arm-error.ts';

const NAME = /^[-\w._()]{1,64}$/;

/** The name as it is. Throws ArmError 400 for one that a deployment cannot have. */
export function checkDeploymentName(name: string): string {
  if (NAME.test(name)) return name;
  throw new ArmError(
    400,
    'InvalidDeploymentName',
    `The deployment name '${name}' is not valid: 1 to 64 letters, digits, '-', '_', '.', '(' or ')'.`,
  );
}
