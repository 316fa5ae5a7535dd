import { ArmError } from './arm-error.ts';

export type Tags = Record<string, string>;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
const MAX_TAGS = 50;
const MAX_NAME_LENGTH = 512;
const MAX_VALUE_LENGTH = 256;
const RESERVED = /[<>%&\\?/\p{Cc}]/u;

/** Throws ArmError 400 when a resource cannot carry these tags. */
export function checkTags(tags: Tags): Tags {
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS) {
    throw refuse(
      'TooManyTags',
      `The number of tags '${entries.length}' exceeds the maximum of '${MAX_TAGS}' allowed.`,
    );
  }
  const lower = new Set(entries.map(([name]) => name.toLowerCase()));
  if (lower.size < entries.length) {
    throw refuse('InvalidTagNames', 'Tag names are not case-sensitive and must be unique.');
  }
  for (const [name, value] of entries) {
    if (name.trim() === '' || name.length > MAX_NAME_LENGTH) {
      throw refuse(
        'InvalidTagNameLength',
        `Tag name '${name}' is invalid: it must have 1 to ${MAX_NAME_LENGTH} characters.`,
      );
    }
    if (RESERVED.test(name)) {
      throw refuse(
        'InvalidTagNameCharacters',
        `The tag name '${name}' has reserved characters '<,>,%,&,\\,?,/' or control characters.`,
      );
    }
    if (value.length > MAX_VALUE_LENGTH) {
      throw refuse(
        'InvalidTagValueLength',
        `The value of tag '${name}' exceeds the maximum length of '${MAX_VALUE_LENGTH}' characters.`,
      );
    }
  }
  return tags;
}

/** The tags after those of `changes` are added or have replaced those of their names. */
export function mergeTags(tags: Tags, changes: Tags): Tags {
  const kept = Object.entries(tags).filter(([name]) => !has(changes, name));
  return checkTags({ ...Object.fromEntries(kept), ...changes });
}

/** The tags without those that `names` has; one with a value there goes only if it has that value. */
export function withoutTags(tags: Tags, names: Tags): Tags {
  const isMeant = (name: string, value: string) =>
    Object.entries(names).some(([meant, wanted]) => same(meant, name) && (wanted === '' || wanted === value));
  return Object.fromEntries(Object.entries(tags).filter(([name, value]) => !isMeant(name, value)));
}

function has(tags: Tags, name: string): boolean {
  return Object.keys(tags).some((other) => same(other, name));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function refuse(code: string, message: string): ArmError {
  return new ArmError(400, code, message, { target: 'tags' });
}
