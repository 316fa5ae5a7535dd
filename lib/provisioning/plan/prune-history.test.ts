import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeploymentSummary } from '@/lib/azure/group-deployments';
import { listDeployments } from '@/lib/azure/group-deployments';
import { settleLimited } from '@/lib/core/settle-limited';
import { findHistory } from '@/lib/provisioning/plan/checks/history';
import { dispensable, pruneHistory } from '@/lib/provisioning/plan/prune-history';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { checkOf, makeGroup, planFor } from '@/tests/plan-for';
import { withTempData } from '@/tests/temp-data';
import type { Emulator } from '../../../emulator/emulator';

const A_DAY_MS = 24 * 60 * 60_000;
const NOW = Date.parse('2026-03-01T00:00:00Z');
const OURS = { 'created-by': 'slipway' };
const FULL = 800;
const AT_ONCE = 8;

const deployment = (name: string, daysAgo: number, more: Partial<DeploymentSummary> = {}) => ({
  name,
  status: 'succeeded' as const,
  at: new Date(NOW - daysAgo * A_DAY_MS).toISOString(),
  tags: OURS,
  correlationId: undefined,
  ...more,
});

describe('what a history may forget', () => {
  it("is Slipway's own that ended long ago, the oldest first", () => {
    const history = [
      deployment('young', 0.5),
      deployment('old', 2),
      deployment('theirs', 9, { tags: {} }),
      deployment('oldest', 9, { status: 'failed' }),
      deployment('running', 9, { status: 'running' }),
      deployment('undated', 9, { at: undefined }),
    ];
    expect(dispensable(history, NOW)).toEqual(['oldest', 'old']);
  });

  it.each([
    [774, OURS, 'passed', []],
    [775, OURS, 'warning', [{ type: 'prune-history', count: 100 }]],
    [775, {}, 'warning', undefined],
    [799, OURS, 'warning', [{ type: 'prune-history', count: 100 }]],
    [800, OURS, 'failed', [{ type: 'prune-history', count: 100 }]],
    [800, {}, 'failed', undefined],
  ])('of %i deployments tagged %j is %s', (count, tags, state, fixes) => {
    const found = findHistory(Array(count).fill(deployment('d', 2, { tags })), NOW);
    expect(found.state).toBe(state);
    if (state !== 'passed') expect(found.fixes).toEqual(fixes);
  });
});

withTempData();

describe('a full history', { timeout: 120_000 }, () => {
  const onEnd = afterSuite();
  const resourceGroup = 'rg-full';

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-history-'));
    const first = await startLocalAzure({ folder, onEnd: () => undefined });
    await makeGroup(resourceGroup);
    await submitEmpty(first, resourceGroup, 'ours', OURS);
    await submitEmpty(first, resourceGroup, 'theirs', {});
    await vi.waitUntil(async () => {
      const made = await listDeployments(sample.subscriptionId, resourceGroup);
      return made.every(({ status }) => status === 'succeeded');
    });
    await first.close();
    await copyDeployment(folder, 'ours', FULL / 2 - 1);
    await copyDeployment(folder, 'theirs', FULL / 2 - 1);
    await startLocalAzure({ folder, onEnd });
  });

  it("stands in a provision's way until it is pruned", async () => {
    const target = { subscriptionId: sample.subscriptionId, resourceGroup };
    vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(Date.now() + 2 * A_DAY_MS);
    onEnd(() => void vi.useRealTimers());

    const full = checkOf(await planFor({}, { resourceGroup }), 'history');
    expect(full).toMatchObject({ state: 'failed', fixes: [{ type: 'prune-history', count: 100 }] });

    expect(await pruneHistory(target)).toBe(100);
    const left = await listDeployments(target.subscriptionId, resourceGroup);
    expect(left).toHaveLength(FULL - 100);
    expect(left.filter(({ tags }) => tags['created-by'] === undefined)).toHaveLength(FULL / 2);
    expect(checkOf(await planFor({}, { resourceGroup }), 'history').state).toBe('passed');
  });
});

/** Writes a kept deployment down under further names: to submit hundreds takes too long. */
async function copyDeployment(folder: string, name: string, copies: number): Promise<void> {
  const kept = join(folder, 'data', 'state', 'deployments');
  const texts = await Promise.all((await readdir(kept)).map((file) => readFile(join(kept, file), 'utf8')));
  const text = texts.find((content) => content.includes(`/deployments/${name}"`)) ?? '';
  const lines = Array.from({ length: copies }, (_, index) =>
    text
      .replaceAll(`/deployments/${name}"`, `/deployments/${name}${index}"`)
      .replace(`"name": "${name}"`, `"name": "${name}${index}"`),
  );
  await settleLimited(lines, AT_ONCE, (copy) => {
    const file = createHash('sha256').update(JSON.parse(copy).key).digest('hex');
    return writeFile(join(kept, `${file}.json`), copy);
  });
}

/** A deployment of nothing at all: the history is what matters. */
async function submitEmpty(
  { url }: Emulator,
  resourceGroup: string,
  name: string,
  tags: Record<string, string>,
): Promise<void> {
  const path = `/subscriptions/${sample.subscriptionId}/resourcegroups/${resourceGroup}/providers/Microsoft.Resources/deployments/${name}`;
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [],
  };
  const answer = await fetch(`${url}${path}?api-version=2025-04-01`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tags, properties: { mode: 'Incremental', template } }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.body?.cancel();
}
