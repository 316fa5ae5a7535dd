import { expect, test } from 'vitest';
import { type Check, checkIds, type Plan } from '@/lib/provisioning/plan/plan';
import { boardOf, countChanges, unknownPlan, withPart } from './plan-view';

const passed: Check = { id: 'credentials', state: 'passed', message: 'Signed in.' };
const failed: Check = { id: 'quota', state: 'failed', message: 'None is left.', action: 'Ask for more.' };
const plan: Plan = {
  id: 'a',
  madeAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-01T00:15:00Z',
  fingerprint: '',
  checks: [passed, failed],
  changes: null,
  untouched: 0,
  cost: null,
};

test('every check is on the board before any has an answer', () => {
  const rows = boardOf(withPart(unknownPlan, { type: 'check', check: failed }));
  expect(rows.map(({ id }) => id)).toEqual(checkIds);
  expect(rows.filter(({ check }) => check)).toEqual([{ id: 'quota', check: failed }]);
});

test('a check that is told again replaces what it said before', () => {
  const again: Check = { ...failed, state: 'passed' };
  const view = withPart(withPart(unknownPlan, { type: 'check', check: failed }), {
    type: 'check',
    check: again,
  });
  expect(view.checks).toEqual([again]);
});

test('failures come first once the plan is made', () => {
  const view = withPart(unknownPlan, { type: 'plan', plan });
  expect(boardOf(view).map(({ id }) => id)).toEqual(['quota', 'credentials']);
  expect(view).toMatchObject({ changes: undefined, cost: undefined });
});

test('changes are counted by their kind', () => {
  const change = { id: 'x', resourceType: 'y', name: 'z', properties: [] };
  expect(
    countChanges([
      { ...change, kind: 'create' },
      { ...change, kind: 'noise' },
    ]),
  ).toEqual({
    create: 1,
    change: 0,
    reuse: 0,
    noise: 1,
    unknown: 0,
  });
});
