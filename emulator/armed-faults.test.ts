import { expect, test } from 'vitest';
import { createFaults } from './armed-faults.ts';
import { faultNames, namesFault } from './faults.ts';

test('no name of a fault begins with another one', () => {
  for (const name of faultNames) {
    expect(faultNames.filter((other) => other !== name && namesFault(name, `fault-${other}`))).toEqual([]);
  }
});

test('a name asks for a fault in any case, and without hyphens where names take none', () => {
  const faults = createFaults();
  expect(faults.holds('name-taken', 'stFaultNameTaken1')).toBe(true);
  expect(faults.holds('quota', '/subscriptions/s/resourceGroups/RG-FAULT-QUOTA')).toBe(true);
  expect(faults.holds('quota', '/subscriptions/s/resourceGroups/rg')).toBe(false);
});

test('an armed fault strikes what it matches, as often as it was told, and no more once disarmed', () => {
  const faults = createFaults();
  faults.arm('500', 'RG-A', 2);
  const forEver = faults.arm('late', '');
  expect([1, 2, 3].map(() => faults.strikes('500', '/rg-a/x'))).toEqual([true, true, false]);
  expect(faults.strikes('late', 'anything')).toBe(true);
  expect(faults.disarm(forEver.id)).toBe(true);
  expect(faults.strikes('late', 'anything')).toBe(false);
  expect(faults.disarm(forEver.id)).toBe(false);
});

test('a fault of first requests strikes each request anew, as often as asked', () => {
  const faults = createFaults();
  const strikes = (request: string) => faults.strikesFirst('burst', request, 2);
  expect([1, 2, 3].map(() => strikes('GET /fault-burst'))).toEqual([true, true, false]);
  expect(strikes('PUT /fault-burst')).toBe(true);
});

test('the hundred and first armed fault is refused', () => {
  const faults = createFaults();
  for (let count = 0; count < 100; count += 1) faults.arm('late', '');
  expect(() => faults.arm('late', '')).toThrow('Disarm one first');
});
