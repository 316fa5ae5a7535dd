import { describe, expect, it } from 'vitest';
import { DRAFT_PREFIX } from '@/lib/config/project-file';
import { ignoreRules, withRulesOf } from '@/lib/deployment/sync/ignore-rules';

describe('ignoreRules', () => {
  it('leaves caches and environments behind without being told', () => {
    const ignores = ignoreRules('');
    expect(ignores('__pycache__', true)).toBe(true);
    expect(ignores('deep/down/__pycache__', true)).toBe(true);
    expect(ignores('app.pyc', false)).toBe(true);
    expect(ignores('.venv', true)).toBe(true);
    expect(ignores(`lib/${DRAFT_PREFIX}1`, false)).toBe(true);
    expect(ignores('app.py', false)).toBe(false);
    expect(ignores('checkpoint-500', true)).toBe(true);
    expect(ignores('checkpoint-notes.md', false)).toBe(false);
  });

  it('holds a bare name at any depth and a path at its place', () => {
    const ignores = ignoreRules('notes.md\n/sample\ndocs/*.txt');
    expect(ignores('a/b/notes.md', false)).toBe(true);
    expect(ignores('sample', true)).toBe(true);
    expect(ignores('lib/sample', true)).toBe(false);
    expect(ignores('docs/a.txt', false)).toBe(true);
    expect(ignores('docs/sub/a.txt', false)).toBe(false);
  });

  it('takes a rule with a trailing slash for directories alone', () => {
    const ignores = ignoreRules('build/');
    expect(ignores('build', true)).toBe(true);
    expect(ignores('build', false)).toBe(false);
  });

  it('lets the last rule decide', () => {
    const ignores = ignoreRules('*.bin\n!keep.bin');
    expect(ignores('other.bin', false)).toBe(true);
    expect(ignores('keep.bin', false)).toBe(false);
  });

  it('crosses directories with two stars and never with one', () => {
    const ignores = ignoreRules('data/**/raw\nlogs/**');
    expect(ignores('data/raw', true)).toBe(true);
    expect(ignores('data/a/b/raw', true)).toBe(true);
    expect(ignores('logs/a/b', false)).toBe(true);
    expect(ignores('logs', true)).toBe(false);
  });

  it('takes every other sign as itself', () => {
    const ignores = ignoreRules('a+b(1).txt\n# a comment');
    expect(ignores('a+b(1).txt', false)).toBe(true);
    expect(ignores('aab1.txt', false)).toBe(false);
    expect(ignores('# a comment', false)).toBe(false);
  });

  it('is overruled by the rules of a folder below, for what is in that folder', () => {
    const ignores = withRulesOf('data', '!*.bin\nraw/', ignoreRules('*.bin\ndata/secret.txt'));
    expect(ignores('model.bin', false)).toBe(true);
    expect(ignores('data/model.bin', false)).toBe(false);
    expect(ignores('data/raw', true)).toBe(true);
    expect(ignores('raw', true)).toBe(false);
    expect(ignores('data/secret.txt', false)).toBe(true);
  });

  it('tells names apart by case, as the share of another system may not', () => {
    expect(ignoreRules('Notes')('notes', false)).toBe(false);
  });
});
