import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { isId, newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { fileVersions } from '@/lib/db/schema';

/** Enough to find the way back from a bad afternoon. */
const MAX_VERSIONS_PER_FILE = 20;

export type FileVersion = {
  id: string;
  /** ISO 8601: when something else was written in its place. */
  replacedAt: string;
  content: string;
};

/**
 * Keeps what a file of the project holds before it is written over; the oldest beyond twenty is forgotten. To be called before
 * the write: a crash between the two then leaves one version too many, never one too few.
 */
export async function keepFileVersion(project: Project, path: string, content: string): Promise<void> {
  const { orm } = await getDatabase();
  await orm.transaction(async (tx) => {
    const kept = await tx
      .select({ id: fileVersions.id, content: fileVersions.content })
      .from(fileVersions)
      .where(ofFile(project, path))
      .orderBy(...newestFirst);
    if (kept[0]?.content === content) return;
    await tx
      .insert(fileVersions)
      .values({ id: newId(), project: project.id, path, content, replacedAt: new Date() });
    const tooOld = kept.slice(MAX_VERSIONS_PER_FILE - 1).map(({ id }) => id);
    if (tooOld.length > 0) await tx.delete(fileVersions).where(inArray(fileVersions.id, tooOld));
  });
}

/** What a file of the project held before, the newest first, at most twenty. */
export async function listFileVersions(project: Project, path: string): Promise<FileVersion[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(fileVersions)
    .where(ofFile(project, path))
    .orderBy(...newestFirst);
  return rows.map(({ id, replacedAt, content }) => ({ id, replacedAt: replacedAt.toISOString(), content }));
}

/** What one version of the file held. Throws `file_version_not_found`. */
export async function readFileVersion(project: Project, path: string, versionId: string): Promise<string> {
  const { orm } = await getDatabase();
  const [row] = isId(versionId)
    ? await orm
        .select({ content: fileVersions.content })
        .from(fileVersions)
        .where(and(ofFile(project, path), eq(fileVersions.id, versionId)))
    : [];
  if (row) return row.content;
  throw new AppError('not_found', {
    code: 'file_version_not_found',
    message: 'There is no earlier version of the file with that id.',
    action: 'Choose one from the list.',
    target: path,
  });
}

const newestFirst = [desc(fileVersions.replacedAt), desc(fileVersions.id)];

function ofFile(project: Project, path: string) {
  return and(eq(fileVersions.project, project.id), eq(fileVersions.path, path));
}
