import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createShare, listShares, openShare, revokeShare } from '@/lib/auth/share-token';
import { newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { shares } from '@/lib/db/schema';
import { createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

const DAY_MS = 86_400_000;

async function newShare(expiresInDays = 7) {
  const { runId } = await createRun({ project: newId(), kind: 'deploy', input: {} });
  return { runId, ...(await createShare(runId, { expiresInDays })) };
}

const refusal = (token: string) =>
  openShare(token).then(
    () => 'opened',
    (error) => error.info,
  );

describe('a share link', () => {
  test('opens its run until it expires', async () => {
    const { runId, token, expiresAt } = await newShare();
    expect(await openShare(token)).toEqual({ runId, expiresAt });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * DAY_MS + 1 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await refusal(token)).toMatchObject({ code: 'share_not_found' });
  });

  test('gives the same answer to unknown, malformed, revoked and expired tokens', async () => {
    const { id, token } = await newShare();
    await revokeShare(id);
    const revoked = await refusal(token);
    expect(revoked).toMatchObject({ code: 'share_not_found' });
    for (const other of ['A'.repeat(43), '', "' or 1=1 --", '\0'])
      expect(await refusal(other)).toEqual(revoked);
  });

  test('has a token of 256 bits, of which only the hash is stored', async () => {
    const { token } = await newShare();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { orm } = await getDatabase();
    expect(JSON.stringify(await orm.select().from(shares))).not.toContain(token);
  });

  test('is listed without its token, and revoked once', async () => {
    const { id, runId, token } = await newShare();
    await revokeShare(id);
    const [first] = await listShares(runId);
    await revokeShare(id);
    expect(await listShares(runId)).toEqual([first]);
    expect(first).toMatchObject({ id, revokedAt: expect.any(String) });
    expect(JSON.stringify(first)).not.toContain(token);
  });

  test('may last 90 days', async () => {
    const { createdAt, expiresAt } = (await listShares((await newShare(90)).runId))[0] ?? {};
    expect(Date.parse(expiresAt ?? '') - Date.parse(createdAt ?? '')).toBe(90 * DAY_MS);
  });

  test.each([0, -1, 1.5, 91, Number.NaN])('cannot last %d days', async (expiresInDays) => {
    await expect(newShare(expiresInDays)).rejects.toMatchObject({ info: { code: 'bad_expiry' } });
  });

  test.each(['x', newId()])('cannot be made for the unknown run %s', async (runId) => {
    await expect(createShare(runId, { expiresInDays: 1 })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(revokeShare(runId)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
