import { describe, expect, test } from 'vitest';
import {
  faultOfSplit,
  type RevisionState,
  refuseActivate,
  refuseDeactivate,
  refuseMode,
  refuseSplit,
  type Share,
  type SplitFault,
  sumOf,
} from '@/lib/deployment/revisions/rules';

const several: RevisionState = { mode: 'multiple', activeRun: null, hasIngress: true };
const single: RevisionState = { ...several, mode: 'single' };
const busy: RevisionState = { ...several, activeRun: 'deploy' };
const idle = { active: false, traffic: 0 };
const running = { active: true, traffic: 0 };

describe('what may be done to a revision', () => {
  test.each([
    ['an inactive one is activated', refuseActivate(several, idle), null],
    ['not one that is active', refuseActivate(several, running), 'already-active'],
    ['not in single mode', refuseActivate(single, idle), 'single-mode'],
    ['not during a run', refuseActivate(busy, idle), 'run-active'],
    ['one without traffic is deactivated', refuseDeactivate(several, running), null],
    ['not one with traffic', refuseDeactivate(several, { active: true, traffic: 1 }), 'holds-traffic'],
    ['not one that is inactive', refuseDeactivate(several, idle), 'already-inactive'],
    ['not the one of single mode', refuseDeactivate(single, running), 'single-mode'],
    ['traffic is shared out', refuseSplit(several), null],
    ['not in single mode', refuseSplit(single), 'single-mode'],
    ['not without ingress', refuseSplit({ ...several, hasIngress: false }), 'no-ingress'],
    ['the mode is changed', refuseMode(single), null],
    ['not during a run', refuseMode(busy), 'run-active'],
  ])('%s', (_, refusal, expected) => {
    expect(refusal).toBe(expected);
  });
});

test.each<[SplitFault | null, Share[]]>([
  [null, [{ revision: null, weight: 100 }]],
  [
    null,
    [
      { revision: 'a', weight: 30 },
      { revision: null, weight: 70 },
    ],
  ],
  [
    null,
    [
      { revision: 'a', weight: 100 },
      { revision: 'ended', weight: 0 },
    ],
  ],
  ['nothing', []],
  ['not-100', [{ revision: 'a', weight: 99 }]],
  ['not-whole', [{ revision: 'a', weight: 99.5 }]],
  ['not-whole', [{ revision: 'a', weight: Number.NaN }]],
  [
    'not-whole',
    [
      { revision: 'a', weight: 101 },
      { revision: 'b', weight: -1 },
    ],
  ],
  [
    'twice',
    [
      { revision: 'a', weight: 50 },
      { revision: 'a', weight: 50 },
    ],
  ],
  ['inactive', [{ revision: 'ended', weight: 100 }]],
])('the fault of a split is %s for %j', (fault, shares) => {
  expect(faultOfSplit(shares, ['a', 'b'])).toBe(fault);
});

test('a weight that is still being typed counts as nothing', () => {
  expect(
    sumOf([
      { revision: 'a', weight: Number.NaN },
      { revision: 'b', weight: 40 },
    ]),
  ).toBe(40);
});
