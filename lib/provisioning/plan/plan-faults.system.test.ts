import { expect, it } from 'vitest';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { makeGroup, planFor } from '@/tests/plan-for';
import { withTempData } from '@/tests/temp-data';

withTempData();

const onEnd = afterSuite();

it.each(['throttled', 'burst', 'reset', 'token-expired'])(
  'a plan in a group where every first answer is %s ends as it would have',
  async (fault) => {
    await startLocalAzure({ onEnd });
    const plan = await planFor({}, { resourceGroup: await makeGroup(`rg-fault-${fault}`) });
    // The share that is to be made has no model on it yet.
    const troubles = plan.checks.filter(({ state }) => state === 'failed' || state === 'warning');
    expect(troubles.map(({ id }) => id)).toEqual(['model-files']);
    expect(plan.changes?.every(({ kind }) => kind === 'create')).toBe(true);
  },
);
