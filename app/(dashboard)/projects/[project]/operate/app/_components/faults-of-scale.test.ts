import { expect, it } from 'vitest';
import { faultsOfScale } from './faults-of-scale';

it.each([
  [{ min: 0, max: 1 }, {}],
  [{ min: 2, max: 2 }, {}],
  [{ min: null, max: 1 }, { min: 'range' }],
  [{ min: 1.5, max: 2 }, { min: 'range' }],
  [
    { min: -1, max: 0 },
    { min: 'range', max: 'range' },
  ],
  [{ min: 0, max: 1_001 }, { max: 'range' }],
  [{ min: 3, max: 2 }, { max: 'order' }],
])('a scale of %j has the faults %j', (scale, faults) => {
  expect(faultsOfScale(scale)).toEqual(faults);
});
