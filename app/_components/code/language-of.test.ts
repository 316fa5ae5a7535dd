import { expect, it } from 'vitest';
import { languageOf } from './language-of';

it.each([
  ['inference/app.py', 'python'],
  ['infra/provision/inference.JSON', 'json'],
  ['README.md', 'markdown'],
  ['a.b/run.sh', 'shell'],
  ['pyproject.toml', 'toml'],
  ['infra/main.bicep', undefined],
  ['a.py/Dockerfile', undefined],
  ['.slipwayignore', undefined],
  ['odd.constructor', undefined],
  ['', undefined],
])('%s is written in %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
