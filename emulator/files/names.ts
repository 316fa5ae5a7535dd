import { FilesError } from './files-error.ts';

const SHARE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MIN_SHARE_CHARACTERS = 3;
const MAX_SHARE_CHARACTERS = 63;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids
const FORBIDDEN = /[\u0000-\u001f\u007f"\\/:|<>*?]/;
const RESERVED = /^(lpt[1-9]|com[1-9]|prn|aux|nul|con|clock\$)$/i;
const MAX_NAME_CHARACTERS = 255;
const MAX_PATH_CHARACTERS = 2048;
const MAX_DEPTH = 250;

/** https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-shares--directories--files--and-metadata */
export function isShareName(name: string): boolean {
  return SHARE.test(name) && hasShareLength(name);
}

function hasShareLength({ length }: string): boolean {
  return length >= MIN_SHARE_CHARACTERS && length <= MAX_SHARE_CHARACTERS;
}

/** Throws OutOfRangeInput or InvalidResourceName. */
export function requireShareName(name: string): void {
  if (!hasShareLength(name)) throw new FilesError('OutOfRangeInput');
  if (!SHARE.test(name)) throw new FilesError('InvalidResourceName');
}

/**
 * The names of a path, as the service takes them: dots at the end go unless the client asks to keep them.
 * Refuses a path that the service would refuse, above all one that would leave the share's folder.
 */
export function readPath(segments: readonly string[], keepsTrailingDots: boolean): string[] {
  const path = segments.map((segment) => {
    const name = keepsTrailingDots ? segment : segment.replace(/\.+$/, '');
    const isNothing = /^\.*$/.test(name);
    if (isNothing || FORBIDDEN.test(name) || RESERVED.test(name)) throw new FilesError('InvalidResourceName');
    if (name.length > MAX_NAME_CHARACTERS) throw new FilesError('OutOfRangeInput');
    return name;
  });
  if (path.length > MAX_DEPTH || path.join('/').length > MAX_PATH_CHARACTERS)
    throw new FilesError('OutOfRangeInput');
  return path;
}

/** What names that differ only in case have in common, character by character as on NTFS. */
export function foldName(name: string): string {
  return /^[ -~]*$/.test(name) ? name.toUpperCase() : Array.from(name, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  const upper = character.toUpperCase();
  const isAscii = (text: string) => text <= '\u007f';
  // Neither `ß`, which would become two letters, nor `ı`, which would become an ordinary I.
  return upper.length === character.length && isAscii(upper) === isAscii(character) ? upper : character;
}
