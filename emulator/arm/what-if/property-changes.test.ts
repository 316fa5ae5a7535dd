import { expect, test } from 'vitest';
import { propertyChanges } from './property-changes.ts';

test.each([
  ['absent and null', {}, { a: null }],
  ['null and empty', { a: null, b: [], c: {} }, {}],
  ['another order of keys', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }],
  ['1 and 1.0', { a: 1 }, JSON.parse('{"a":1.0}')],
  ['the case of a resource id', { id: '/subscriptions/A/x' }, { id: '/Subscriptions/a/X' }],
])('%s mean the same', (_name, before, after) => {
  expect(propertyChanges(before, after)).toEqual([]);
});

test('the case of any other text is a change', () => {
  expect(propertyChanges({ a: 'x' }, { a: 'X' })).toEqual([
    { path: 'a', propertyChangeType: 'Modify', before: 'x', after: 'X' },
  ]);
});

test('what comes and goes is told whole, at the place where it does', () => {
  expect(propertyChanges({ p: { old: { a: 1 } } }, { p: { young: [1] } })).toEqual([
    { path: 'p.old', propertyChangeType: 'Delete', before: { a: 1 } },
    { path: 'p.young', propertyChangeType: 'Create', after: [1] },
  ]);
});

test('a key that is no plain word is quoted', () => {
  expect(propertyChanges({ tags: {}, a: 1 }, { tags: { 'a.b': 'c' }, a: 1 })).toMatchObject([
    { path: 'tags', propertyChangeType: 'Create' },
  ]);
  expect(propertyChanges({ tags: { 'a.b': 'c' } }, { tags: { 'a.b': 'd' } })).toMatchObject([
    { path: "tags['a.b']", propertyChangeType: 'Modify' },
  ]);
});

test('plain entries that stay are not told, whatever their place; a new order alone is', () => {
  expect(propertyChanges({ l: ['a', 'b'] }, { l: ['c', 'a'] })).toEqual([
    {
      path: 'l',
      propertyChangeType: 'Array',
      children: [
        { path: '1', propertyChangeType: 'Delete', before: 'b' },
        { path: '0', propertyChangeType: 'Create', after: 'c' },
      ],
    },
  ]);
  expect(propertyChanges({ l: ['a', 'b'] }, { l: ['b', 'a'] })[0]?.children).toEqual([
    { path: '0', propertyChangeType: 'Modify', before: 'a', after: 'b' },
    { path: '1', propertyChangeType: 'Modify', before: 'b', after: 'a' },
  ]);
});

test('entries with members are compared at their index', () => {
  const [change] = propertyChanges({ l: [{ n: 1, k: 'x' }, { n: 2 }] }, { l: [{ n: 3, k: 'x' }] });
  expect(change?.children).toEqual([
    {
      path: '0',
      propertyChangeType: 'Modify',
      children: [{ path: 'n', propertyChangeType: 'Modify', before: 1, after: 3 }],
    },
    { path: '1', propertyChangeType: 'Delete', before: { n: 2 } },
  ]);
});
