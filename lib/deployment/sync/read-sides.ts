import 'server-only';
import { open } from 'node:fs/promises';
import type { FileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';
import { AppError } from '@/lib/core/errors';
import type { Side } from '@/lib/deployment/sync/changes';
import { listLocalFiles, unreadable } from '@/lib/deployment/sync/local-files';
import { openShare } from '@/lib/deployment/sync/open-share';
import { isOurs } from '@/lib/deployment/sync/share-names';
import { readTarget } from '@/lib/deployment/target';

/** Nobody reads a longer difference in a browser. */
const MAX_SIDE_BYTES = 1024 * 1024;

/**
 * A file as the project has it and as the share has it, for a difference. `path` begins with `inference/`. What a deploy would
 * not send (ignored, refused) counts as absent from the project. AppErrors `path_invalid`, `file_unreadable`, as of a deploy.
 */
export async function readSides(
  project: Project,
  path: string,
  signal: AbortSignal,
): Promise<{ local: Side; share: Side }> {
  if (!isOurs(path)) {
    throw new AppError('bad_input', {
      code: 'path_invalid',
      message: 'That is no file of the inference folder.',
      action: 'Pick a file from the list of what will change.',
      target: 'path',
    });
  }
  const share = await openShare(await readTarget(project), signal);
  const [local, remote] = await Promise.all([readLocal(project, path), readShareSide(share, path, signal)]);
  return { local, share: remote };
}

async function readLocal(project: Project, path: string): Promise<Side> {
  const file = (await listLocalFiles(project)).find((each) => each.path === path);
  if (!file) return { kind: 'absent' };
  if (file.size > MAX_SIDE_BYTES) return { kind: 'too-large', size: file.size };
  try {
    const handle = await open(file.absolutePath);
    try {
      return sideOf(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return { kind: 'absent' };
    throw unreadable(path, cause);
  }
}

/** A file of the share, whoever put it there, as one side of a difference. */
export async function readShareSide(share: FileShare, path: string, signal: AbortSignal): Promise<Side> {
  const found = await share.readBytes(path, MAX_SIDE_BYTES, signal);
  if (found === null) return { kind: 'absent' };
  return found.bytes ? sideOf(found.bytes) : { kind: 'too-large', size: found.size };
}

/** Text is what decodes as UTF-8 and has no zero byte, which no text of ours has and most other files do. */
function sideOf(bytes: Buffer): Side {
  if (bytes.includes(0)) return { kind: 'binary', size: bytes.byteLength };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'binary', size: bytes.byteLength };
  }
}
