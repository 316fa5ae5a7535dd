import type { WhatIfChange } from '@azure/arm-resourcesdeployments';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateOf } from './plan-template.ts';
import { mutationsOf, type Plan, randomPlan } from './random-plan.ts';
import { QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';
import { askWhatIf, changedPaths } from './what-if-fixture.ts';

const RUNS = 10;
/** Whatever has been tried by then counts; a slow machine tries fewer. */
const TIME_LIMIT_MS = 12_000;

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

/** Each try has a group and names of its own: what is left of one must not be seen by the next. */
let tries = 0;

test('what has been deployed changes nothing when it is asked again, nor does its export; a changed property is named alone', async () => {
  await fc.assert(
    fc.asyncProperty(randomPlan, fc.nat(), async (plan, choice) => {
      const prefix = `try${tries++}`;
      const group = `rg-${prefix}`;
      await azure.resources.resourceGroups.createOrUpdate(group, { location: 'eastus' });
      try {
        const { body, parameters } = templateOf(plan);
        const given = { parameters: parameters(prefix) };
        const properties = { mode: 'Incremental' as const, template: { ...body }, ...given };
        await azure.deployments.deployments.createOrUpdate(group, 'random', { properties }, QUICK);
        expect(told((await askWhatIf(azure, body, given, group)).changes)).toEqual([]);
        await exportChangesNothing(group);
        await mutationIsNamed(group, prefix, plan, choice);
      } finally {
        await azure.resources.resourceGroups.delete(group, QUICK);
      }
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: TIME_LIMIT_MS },
  );
});

async function exportChangesNothing(group: string): Promise<void> {
  const request = { resources: ['*'], options: 'IncludeParameterDefaultValue' };
  const exported = await azure.resources.resourceGroups.exportTemplate(group, request, QUICK);
  expect(exported.error).toBeUndefined();
  const { changes } = await askWhatIf(azure, exported.template ?? {}, { mode: 'Complete' }, group);
  expect(changes.length).toBeGreaterThan(0);
  expect(told(changes)).toEqual([]);
}

async function mutationIsNamed(group: string, prefix: string, plan: Plan, choice: number): Promise<void> {
  const mutations = mutationsOf(plan);
  const mutation = mutations[choice % mutations.length];
  if (!mutation) throw new Error('Every plan has something to change.');
  const { body, parameters } = templateOf(mutation.plan);
  const { changes } = await askWhatIf(azure, body, { parameters: parameters(prefix) }, group);
  expect(told(changes)).toEqual(mutation.told.map((line) => line.replace('{prefix}', prefix)));
}

/** Every change in a line: which resource, what becomes of it, where. */
function told(changes: WhatIfChange[]): string[] {
  return changes.flatMap(({ resourceId = '', changeType, delta }) => {
    const name = resourceId.split('/').at(-1);
    const paths = changedPaths(delta);
    if (changeType === 'NoChange' && paths.length === 0) return [];
    return paths.length > 0 ? paths.map((path) => `${name}: ${path}`) : [`${name}: ${changeType}`];
  });
}
