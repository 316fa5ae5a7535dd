import { describe, expect, it } from 'vitest';
import { isToolName, namesOfNewPath, namesOfPath } from '@/lib/config/files/file-path';

const refusal = expect.objectContaining({
  info: expect.objectContaining({ code: 'file_path_refused' }),
});

describe('a path of the project', () => {
  it.each([
    'inference/app.py',
    'infra/provision/inference.bicep',
    'inference/.slipwayignore',
    'inference/naïve – 名前.txt',
    'inference/a:b?.txt',
    'inference/...',
    'inference/%2e%2e/app.py',
  ])('may be %s', (path) => {
    expect(namesOfPath(path).join('/')).toBe(path);
  });

  it.each([
    '',
    '/',
    '.',
    '..',
    'inference',
    'inference/',
    'infra//a.py',
    '/etc/passwd',
    '/inference/app.py',
    './inference/app.py',
    '../inference/app.py',
    'inference/..',
    'inference/../package.json',
    'inference/a/../../b',
    'inference/./app.py',
    'inference\\..\\app.py',
    'inference/a\\b',
    'inference/app.py\0.txt',
    'inference/a\nb',
    'inference/\u007F',
    'inference/\uD800',
    'Inference/app.py',
    'INFRA/x.json',
    'inference2/app.py',
    'package.json',
    'lib/config/env.ts',
    'C:/inference/app.py',
    'inference/.git/config',
    'inference/.GIT/hooks/pre-commit',
    'inference/.venv/bin/python',
    'inference/__pycache__/app.cpython-312.pyc',
    'inference/.slipway-draft-1',
    `inference/${'a'.repeat(256)}`,
    `inference/${'名'.repeat(86)}`,
    `inference/${'a/'.repeat(600)}b`,
  ])('is not %j', (path) => {
    expect(() => namesOfPath(path)).toThrow(refusal);
  });
});

it.each(['a:b.py', 'a?.py', '*.py', 'a"b', 'a|b', '<a>', ' a', 'a ', 'a.', 'sub./a'])(
  'a new file cannot be named %j, which a share would refuse',
  (name) => {
    expect(() => namesOfNewPath(`inference/${name}`)).toThrow(refusal);
  },
);

it('a new file may have any other name', () => {
  expect(namesOfNewPath('inference/sub/.env.example')).toEqual(['inference', 'sub', '.env.example']);
});

it('what tools keep is known in any case', () => {
  expect(['.Git', 'app.PYC', '.DS_Store', 'venv'].every(isToolName)).toBe(true);
  expect(['.gitignore', 'apyc', 'environment'].some(isToolName)).toBe(false);
});
