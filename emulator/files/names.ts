import { FilesError } from './files-error.ts';

const SHARE = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids
const FORBIDDEN = /[\u0000-\u001f\u007f"\\/:|<>*?]/;
const MAX_NAME_CHARACTERS = 255;
const MAX_PATH_CHARACTERS = 2048;

/** https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-shares--directories--files--and-metadata */
export function isShareName(name: string): boolean {
  return SHARE.test(name);
}

/** Refuses a path that the service would refuse, above all one that would leave the share's folder. */
export function checkPath(segments: string[]): void {
  for (const segment of segments) {
    if (segment === '.' || segment === '..' || FORBIDDEN.test(segment))
      throw new FilesError('InvalidResourceName');
    if (segment.length > MAX_NAME_CHARACTERS) throw new FilesError('OutOfRangeInput');
  }
  if (segments.join('/').length > MAX_PATH_CHARACTERS) throw new FilesError('OutOfRangeInput');
}
