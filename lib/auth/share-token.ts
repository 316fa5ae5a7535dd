import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { isId, newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { runs, shares } from '@/lib/db/schema';

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;
const MAX_EXPIRY_DAYS = 90;
const MAX_SHARES_LISTED = 100;

/** How many whole days a link may last: the one limit. */
export const expirySchema = z.number().int().min(1).max(MAX_EXPIRY_DAYS);

export type Share = { id: string; createdAt: string; expiresAt: string; revokedAt?: string };

/**
 * A link that lets anyone who has it watch one run. The token is 256 random bits, given out here only: the
 * database keeps its hash. Throws `run_not_found` and `bad_expiry`.
 */
export async function createShare(
  runId: string,
  { expiresInDays }: { expiresInDays: number },
): Promise<{ id: string; token: string; expiresAt: string }> {
  if (!expirySchema.safeParse(expiresInDays).success) throw badExpiry();
  const { orm } = await getDatabase();
  const found = isId(runId) ? await orm.select({ id: runs.id }).from(runs).where(eq(runs.id, runId)) : [];
  if (found.length === 0) throw noSuchRun();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + expiresInDays * DAY_MS);
  const id = newId();
  await orm.insert(shares).values({ id, runId, tokenHash: hash(token), createdAt, expiresAt });
  return { id, token, expiresAt: expiresAt.toISOString() };
}

/**
 * The run that a token opens. Throws the same `share_not_found` whether the token is unknown, malformed, revoked or expired,
 * after the same work: one hash and one look-up by it, so that neither the answer nor its time tells which it was.
 */
export async function openShare(token: string): Promise<{ runId: string; expiresAt: string }> {
  const { orm } = await getDatabase();
  const isOpen = and(
    eq(shares.tokenHash, hash(token)),
    isNull(shares.revokedAt),
    gt(shares.expiresAt, new Date()),
  );
  const [row] = await orm.select().from(shares).where(isOpen);
  if (!row) throw noSuchShare();
  return { runId: row.runId, expiresAt: row.expiresAt.toISOString() };
}

/** The links of a run, the newest first; their tokens cannot be had again. */
export async function listShares(runId: string): Promise<Share[]> {
  if (!isId(runId)) return [];
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(shares)
    .where(eq(shares.runId, runId))
    .orderBy(desc(shares.createdAt))
    .limit(MAX_SHARES_LISTED);
  return rows.map(({ id, createdAt, expiresAt, revokedAt }) => ({
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
  }));
}

/** Ends a link for good; doing it again changes nothing. Throws `share_not_found` for an id that never was. */
export async function revokeShare(id: string): Promise<void> {
  if (!isId(id)) throw noSuchShare();
  const { orm } = await getDatabase();
  const isUnrevoked = and(eq(shares.id, id), isNull(shares.revokedAt));
  await orm.update(shares).set({ revokedAt: new Date() }).where(isUnrevoked);
  const [known] = await orm.select({ id: shares.id }).from(shares).where(eq(shares.id, id));
  if (!known) throw noSuchShare();
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function noSuchShare(): AppError {
  return new AppError('not_found', {
    code: 'share_not_found',
    message: 'This link does not lead anywhere.',
    action: 'It may have expired or been revoked: ask whoever gave it to you for a new one.',
  });
}

function noSuchRun(): AppError {
  return new AppError('not_found', {
    code: 'run_not_found',
    message: 'There is no run with that id.',
    action: 'Open it from the list of runs.',
  });
}

function badExpiry(): AppError {
  return new AppError('bad_input', {
    code: 'bad_expiry',
    message: `A link can last from 1 to ${MAX_EXPIRY_DAYS} whole days.`,
    action: 'Choose a number of days in that range.',
    target: 'expiresInDays',
  });
}
