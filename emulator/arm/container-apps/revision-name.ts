import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EmulatorContext } from '../../context.ts';
import type { ResourceId } from '../resource-id.ts';
import type { StoredApp } from './app-schema.ts';
import { invalidField } from './refusals.ts';
import { findRevision } from './revisions.ts';
import type { AppTemplate } from './template-schema.ts';
import { withoutEmpties } from './wire-types.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SUFFIX_LENGTH = 7;

/** The revision that a write leads to: the one there is while the template says the same, else a new one. */
export function nextRevisionName(
  context: EmulatorContext,
  { id, names }: ResourceId,
  template: AppTemplate,
  before: StoredApp | undefined,
): string {
  if (before && isDeepStrictEqual(withoutEmpties(before.template), withoutEmpties(template))) {
    return before.latestRevisionName;
  }
  const { revisionSuffix: suffix } = template;
  const name = `${names[0]}--${suffix || newSuffix()}`;
  if (!findRevision(context, id, name)) return name;
  throw invalidField(
    'template.revisionsuffix',
    `Invalid value: "${suffix}": revision with suffix ${suffix} already exists.`,
  );
}

function newSuffix(): string {
  const letters = Array.from({ length: SUFFIX_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return letters.join('');
}
