import { ArmError } from './arm-error.ts';
import type { ResourceBody } from './kinds/kind.ts';
import { type ResourceId, sameText } from './resource-id.ts';

/** Refuses a body that says to be another resource than the address does. Throws ArmError 400. */
export function checkIdentity({ id, name, type }: ResourceBody, url: ResourceId): void {
  const own = url.names.at(-1) ?? '';
  if (isOther(id, [url.id])) throw mismatch('Id', 'ID', id, url.id);
  if (isOther(name, [own, url.names.join('/')])) throw mismatch('Name', 'name', name, own);
  if (isOther(type, [url.type])) throw mismatch('Type', 'type', type, url.type);
}

function isOther(given: unknown, allowed: string[]): boolean {
  return typeof given === 'string' && !allowed.some((text) => sameText(text, given));
}

function mismatch(code: string, word: string, given: unknown, expected: string): ArmError {
  return new ArmError(
    400,
    `MismatchingResource${code}`,
    `The provided resource ${word} '${given}' did not match the name in the Url '${expected}'.`,
    { target: word.toLowerCase() },
  );
}
