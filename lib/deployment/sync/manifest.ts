import 'server-only';
import { z } from 'zod';
import type { FileShare } from '@/lib/azure/file-share';

const FOLDER = '.slipway';
const PATH = `${FOLDER}/manifest.json`;

const manifestSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.object({ size: z.number().int().min(0), sha256: z.string() })),
});

/** What earlier syncs have put on the share and left whole, by path. */
export type Manifest = z.infer<typeof manifestSchema>['files'];

/** The manifest that lies on the share; empty when there is none that can be read, so that everything is uploaded. */
export async function readManifest(share: FileShare, signal: AbortSignal): Promise<Manifest> {
  const text = await share.readText(PATH, signal);
  if (text === null) return {};
  try {
    return manifestSchema.parse(JSON.parse(text)).files;
  } catch {
    return {};
  }
}

/** Writes the manifest beside the files that it describes. */
export async function writeManifest(share: FileShare, files: Manifest, signal: AbortSignal): Promise<void> {
  await share.makeDirectory(FOLDER, signal);
  await share.writeText(PATH, `${JSON.stringify({ version: 1, files })}\n`, signal);
}
