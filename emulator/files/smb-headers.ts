import type { EntryKind } from './entries.ts';
import { badHeader, FilesError } from './files-error.ts';
import type { EntryRecord, Sidecars } from './sidecars.ts';

/** In the order in which the service writes them. */
const ATTRIBUTES = [
  'ReadOnly',
  'Hidden',
  'System',
  'Directory',
  'Archive',
  'Temporary',
  'Offline',
  'NotContentIndexed',
  'NoScrubData',
] as const;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;
const TICKS_DIGITS = 7;
const MAX_PERMISSION_CHARACTERS = 8 * 1024;

/** An entry's attributes, `ReadOnly | Archive`, where `set` is what a client set, if any. */
export function attributesOf(kind: EntryKind, set: string | undefined): string {
  if (kind === 'file') return set ?? 'Archive';
  const words = set?.split(' | ') ?? [];
  return ATTRIBUTES.filter((attribute) => attribute === 'Directory' || words.includes(attribute)).join(' | ');
}

/** Refuses to change or remove what is marked as read-only. */
export function requireWritable({ attributes }: EntryRecord): void {
  if (attributes?.includes('ReadOnly')) throw new FilesError('ReadOnlyAttribute');
}

/**
 * What a request sets of an entry's SMB properties, over what it inherits: for a change what is there, for a copy
 * with `source` what the source has. Throws InvalidHeaderValue and what concerns permissions.
 */
export async function readSmbProperties(
  headers: Headers,
  known: EntryRecord,
  share: { account: string; share: string },
  sidecars: Sidecars,
): Promise<Pick<EntryRecord, 'attributes' | 'createdAt' | 'permissionKey'>> {
  const key = await readPermission(headers, share, sidecars);
  return {
    attributes: readAttributes(headers, known.attributes),
    createdAt: readTime(headers, 'x-ms-file-creation-time', known.createdAt),
    permissionKey: key === 'kept' ? known.permissionKey : key,
  };
}

/** The write time that a request gives, to seven digits; undefined for now, none or the one that is there. */
export function readWriteTime(headers: Headers): string | undefined {
  return readTime(headers, 'x-ms-file-last-write-time', undefined);
}

function readAttributes(headers: Headers, known: string | undefined): string | undefined {
  const value = headers.get('x-ms-file-attributes');
  if (value === null || /^(preserve|source)$/i.test(value)) return known;
  if (/^none$/i.test(value.trim())) return undefined;
  const words = value.split(/[|,]/).map((word) => word.trim().toLowerCase());
  const set = ATTRIBUTES.filter((attribute) => words.includes(attribute.toLowerCase()));
  if (set.length !== new Set(words).size) throw badHeader('x-ms-file-attributes', value);
  return set.join(' | ');
}

function readTime(headers: Headers, name: string, known: string | undefined): string | undefined {
  const value = headers.get(name);
  if (value === null || /^(preserve|source)$/i.test(value)) return known;
  if (/^now$/i.test(value)) return undefined;
  const [, seconds, fraction = ''] = TIME.exec(value) ?? [];
  if (seconds === undefined || Number.isNaN(Date.parse(`${seconds}Z`))) throw badHeader(name, value);
  return `${seconds}.${fraction.padEnd(TICKS_DIGITS, '0').slice(0, TICKS_DIGITS)}Z`;
}

async function readPermission(
  headers: Headers,
  share: { account: string; share: string },
  sidecars: Sidecars,
): Promise<string | undefined> {
  const text = headers.get('x-ms-file-permission');
  const key = headers.get('x-ms-file-permission-key');
  if (text !== null && key !== null) throw badHeader('x-ms-file-permission-key', key);
  if (key !== null) return requirePermission(key, share, sidecars);
  if (text === null || /^(preserve|source)$/i.test(text)) return 'kept';
  if (/^inherit$/i.test(text)) return undefined;
  if (text.length > MAX_PERMISSION_CHARACTERS) throw badHeader('x-ms-file-permission', text.slice(0, 64));
  return sidecars.writePermission(share, requireSddl(text));
}

async function requirePermission(
  key: string,
  share: { account: string; share: string },
  sidecars: Sidecars,
): Promise<string | undefined> {
  if (isInheritedKey(key)) return undefined;
  if ((await sidecars.readPermission(share, key)) === undefined)
    throw new FilesError('FileInvalidPermissionKey');
  return key;
}

/** Throws FileInvalidPermission for what is no security descriptor. */
export function requireSddl(text: string): string {
  if (/^(O:|G:|D:|S:)[\x20-\x7e]*$/.test(text)) return text;
  throw new FilesError('FileInvalidPermission');
}

/** Keys of the permissions that a share's root hands down. */
export const INHERITED_KEYS = {
  file: '4010187179898695473*11459378189709739967',
  directory: '17860367565182308406*11459378189709739967',
} as const;

export function isInheritedKey(key: string): boolean {
  return key === INHERITED_KEYS.file || key === INHERITED_KEYS.directory;
}

export const INHERITED_PERMISSION = 'O:SYG:SYD:(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1301bf;;;AU)(A;;0x1200a9;;;BU)';
