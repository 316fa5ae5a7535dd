import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSourceFiles } from '@/tests/source-files';

const files = readSourceFiles();
const matching = (folders: RegExp, pattern: RegExp) =>
  files.filter(({ path, text }) => folders.test(path) && pattern.test(text)).map(({ path }) => path);

describe('one switch', () => {
  test('only these files know that there is a local Azure', () => {
    expect(matching(/^(lib|app)\//, /emulator|local.?azure/i)).toEqual([
      'lib/azure/cloud.ts',
      'lib/config/env.ts',
    ]);
  });

  test('only these files read the environment', () => {
    expect(matching(/^(lib|app)\/|^instrumentation/, /process\.env/)).toEqual([
      'instrumentation.ts',
      'lib/config/env.ts',
    ]);
  });
});

describe('what people and browsers see', () => {
  test('no visible sentence names a secret', () => {
    const messages = readMessages('messages/en.json');
    expect(
      messages.filter((text) => /account ?key|AccountKey|shared ?key|bearer|password|SharedKey/i.test(text)),
    ).toEqual([]);
  });

  test('nothing is handed to the browser through a public variable', () => {
    expect(matching(/./, /NEXT_PUBLIC_/)).toEqual([]);
  });

  test('nothing is written into a page as raw HTML', () => {
    expect(matching(/^app\//, /dangerouslySetInnerHTML/)).toEqual([]);
  });
});

test('no source mentions the console: the server log is the place, and runs have their own', () => {
  expect(matching(/^(lib|app)\//, /\bconsole\.\w+\(/)).toEqual([]);
});

/** Every text of the messages file, whatever the depth. */
function readMessages(path: string): string[] {
  const texts: string[] = [];
  JSON.parse(readFileSync(path, 'utf8'), (_key, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}
