import { ArmError, notSupported } from './arm-error.ts';
import { OTHER_NAMESPACES, OTHER_TYPES } from './azure-types.ts';
import { sameText } from './resource-id.ts';

/** The refusal of a namespace that is not served here: said by name when Azure has it, else as ARM does. */
export function unknownNamespace(namespace: string): ArmError {
  const real = OTHER_NAMESPACES.find((other) => sameText(other, namespace));
  if (real) return notSupported(`the resource provider '${real}'`);
  return new ArmError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
}

/** The refusal of a type (`Microsoft.App/jobs`) that is not served here, likewise; one below it counts as it does. */
export function unknownType(type: string, apiVersion?: string): ArmError {
  const [namespace = ''] = type.split('/');
  const known = Object.entries(OTHER_TYPES).find(([name]) => sameText(name, namespace));
  if (!known) return unknownNamespace(namespace);
  const [spelled, types] = known;
  const short = type.slice(namespace.length + 1);
  const real = types.find((other) => `${short}/`.toLowerCase().startsWith(`${other}/`.toLowerCase()));
  if (real) return notSupported(`the resource type '${spelled}/${real}'`);
  const version = apiVersion ? ` for api version '${apiVersion}'` : '';
  return new ArmError(
    404,
    'InvalidResourceType',
    `The resource type '${short}' could not be found in the namespace '${spelled}'${version}.`,
  );
}
