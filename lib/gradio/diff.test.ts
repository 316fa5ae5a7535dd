import { describe, expect, it } from 'vitest';
import { applyDiffs } from '@/lib/gradio/diff';

describe('applyDiffs', () => {
  it('appends to, replaces and keeps a bare text', () => {
    expect(applyDiffs('ab', [['append', [], 'c']])).toBe('abc');
    expect(applyDiffs('ab', [['replace', [], 'z']])).toBe('z');
    expect(applyDiffs('ab', [])).toBe('ab');
  });

  it('changes values deep inside, in the order given', () => {
    const before = [{ role: 'user', content: 'hi' }];
    const after = applyDiffs(before, [
      ['add', [1], { role: 'assistant', content: '' }],
      ['append', [1, 'content'], 'Arr'],
      ['replace', [0, 'content'], 'Hi'],
      ['delete', [0, 'role'], null],
    ]);
    expect(after).toEqual([{ content: 'Hi' }, { role: 'assistant', content: 'Arr' }]);
  });

  it('leaves the value that it was given as it was', () => {
    const before = { list: ['a'] };
    applyDiffs(before, [['delete', ['list', 0], null]]);
    expect(before).toEqual({ list: ['a'] });
  });

  it('reaches no prototype', () => {
    expect(() => applyDiffs({}, [['add', ['__proto__', 'polluted'], true]])).toThrow(TypeError);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each([
    ['a path into text', 'text', ['append', ['a'], 'x']],
    ['an append to a number', 5, ['append', [], 'x']],
  ] as const)('refuses %s', (_, value, diff) => {
    expect(() => applyDiffs(value, [[diff[0], [...diff[1]], diff[2]]])).toThrow(TypeError);
  });
});
