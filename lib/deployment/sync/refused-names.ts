import 'server-only';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what Azure Files refuses
const FORBIDDEN = /[\u0000-\u001f\u007f"\\:|<>*?]/;
const RESERVED = /^(lpt[1-9]|com[1-9]|prn|aux|nul|con|clock\$)$/i;
const MAX_NAME_CHARACTERS = 255;
/** Azure Files takes 2,048; what is kept of a file on the share lies no deeper than the file itself. */
const MAX_PATH_CHARACTERS = 2_048;

/**
 * Why Azure Files would not take a file or folder of that path, in a sentence; undefined when it would.
 * https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-shares--directories--files--and-metadata
 */
export function whyNameRefused(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const sign = FORBIDDEN.exec(name)?.[0];
  if (sign !== undefined) return `Azure Files takes no name with ${shown(sign)} in it.`;
  if (RESERVED.test(name)) return `${name} is a name that Azure Files keeps for a device.`;
  if (name.endsWith('.')) return 'Azure Files drops a dot at the end of a name.';
  if (name.includes('\ufffd')) return 'Its name is not written in UTF-8.';
  if (name.length > MAX_NAME_CHARACTERS) return `Its name has more than ${MAX_NAME_CHARACTERS} characters.`;
  if (path.length > MAX_PATH_CHARACTERS) return `Its path has more than ${MAX_PATH_CHARACTERS} characters.`;
  return undefined;
}

function shown(sign: string): string {
  return sign < ' ' || sign === '\u007f' ? 'a control character' : sign;
}
