import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { fileVersions } from '@/lib/db/schema';

/** Enough to find the way back from a bad afternoon. */
const MAX_VERSIONS_PER_FILE = 20;

/** Keeps what a file of the project held before it was written over; the oldest beyond twenty is forgotten. */
export async function keepFileVersion(projectId: string, path: string, content: string): Promise<void> {
  const { orm } = await getDatabase();
  const ofFile = and(eq(fileVersions.project, projectId), eq(fileVersions.path, path));
  await orm.transaction(async (tx) => {
    await tx
      .insert(fileVersions)
      .values({ id: newId(), project: projectId, path, content, replacedAt: new Date() });
    const tooOld = await tx
      .select({ id: fileVersions.id })
      .from(fileVersions)
      .where(ofFile)
      .orderBy(desc(fileVersions.replacedAt), desc(fileVersions.id))
      .offset(MAX_VERSIONS_PER_FILE);
    if (tooOld.length === 0) return;
    const ids = tooOld.map(({ id }) => id);
    await tx.delete(fileVersions).where(inArray(fileVersions.id, ids));
  });
}
