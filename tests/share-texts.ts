import { createHash } from 'node:crypto';
import type { FileShare } from '@/lib/azure/file-share';

const MAX_SHOWN_CHARACTERS = 200;

/** Path to text, but a long text is told by its hash, so that a difference can be read. */
export function inShort(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, shorten(text)]));
}

/** Every file below a directory of a share, as `inShort`, and every directory with nothing in it, with `/` at its end. */
export async function shareTexts(share: FileShare, directory = 'inference'): Promise<Record<string, string>> {
  const entries = (await share.list(directory)) ?? [];
  const texts: Record<string, string> = {};
  for (const { name, kind } of entries) {
    const path = `${directory}/${name}`;
    if (kind === 'directory') Object.assign(texts, await shareTexts(share, path));
    else texts[path] = shorten((await share.readText(path)) ?? '');
  }
  return entries.length > 0 ? texts : { [`${directory}/`]: '' };
}

function shorten(text: string): string {
  if (text.length <= MAX_SHOWN_CHARACTERS) return text;
  return `${text.length} characters ${createHash('sha256').update(text).digest('hex')}`;
}
