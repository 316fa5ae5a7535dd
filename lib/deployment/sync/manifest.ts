import 'server-only';
import { z } from 'zod';
import type { FileShare } from '@/lib/azure/file-share';

/** Where the sync keeps what is its own, beside what it syncs. */
export const OWN_FOLDER = '.slipway';
const PATH = `${OWN_FOLDER}/manifest.json`;

const size = z.number().int().min(0);
const recordSchema = z.object({ size, sha256: z.string(), writtenAt: z.number().nullable() });

/**
 * What a sync has put on the share: bytes, their hash in hex, and the time of writing (ms since 1970) that it gave the file.
 * Whoever else writes the file gives it another time. Null where an older version did not set it.
 */
export type FileRecord = z.infer<typeof recordSchema>;

/**
 * What earlier syncs have left on the share, by path. `pending` is what the sync that is under way makes of files: what will
 * be there, or null for a file that goes. After a crash each of these is as `files` says or as `pending` says, never between.
 */
export type Manifest = {
  files: Record<string, FileRecord>;
  /** Folders that a sync made although nothing was to go into them. */
  folders: string[];
  pending: Record<string, FileRecord | null>;
};

const manifestSchema = z.object({
  version: z.literal(2),
  files: z.record(z.string(), recordSchema),
  folders: z.array(z.string()),
  pending: z.record(z.string(), recordSchema.nullable()),
});

const firstSchema = z
  .object({ version: z.literal(1), files: z.record(z.string(), z.object({ size, sha256: z.string() })) })
  .transform(({ files }): Manifest => {
    const whole = Object.entries(files).filter(([, { sha256 }]) => sha256 !== '');
    const records = whole.map(([path, file]): [string, FileRecord] => [path, { ...file, writtenAt: null }]);
    return { files: Object.fromEntries(records), folders: [], pending: {} };
  });

const EMPTY_MANIFEST: Manifest = { files: {}, folders: [], pending: {} };

/** The manifest that lies on the share; the empty one when there is none that can be read. */
export async function readManifest(share: FileShare, signal: AbortSignal): Promise<Manifest> {
  const text = await share.readText(PATH, signal);
  if (text === null) return EMPTY_MANIFEST;
  try {
    return z.union([manifestSchema, firstSchema]).parse(JSON.parse(text));
  } catch {
    return EMPTY_MANIFEST;
  }
}

/** Replaces the manifest in one step: after a crash it is the old one or the new one. */
export async function writeManifest(
  share: FileShare,
  { files, folders, pending }: Manifest,
  signal: AbortSignal,
): Promise<void> {
  await share.writeText(PATH, `${JSON.stringify({ version: 2, files, folders, pending })}\n`, signal);
}
