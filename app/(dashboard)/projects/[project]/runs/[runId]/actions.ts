'use server';

import type { ActionResult } from '@/app/_components/action-result';
import { act } from '@/app/_server/act';
import { createShare, revokeShare } from '@/lib/auth/share-token';
import { cancelRun } from '@/lib/runs/cancel';
import { getRun } from '@/lib/runs/store';

export async function cancel(runId: string): Promise<ActionResult<void>> {
  return act(() => cancelRun(runId));
}

export async function share(runId: string, expiresInDays: number): Promise<ActionResult<{ path: string }>> {
  return act(async () => {
    const run = await getRun(runId);
    const { token } = await createShare(run.id, { expiresInDays });
    return { path: `/status/${token}` };
  });
}

export async function revoke(shareId: string): Promise<ActionResult<void>> {
  return act(() => revokeShare(shareId));
}
