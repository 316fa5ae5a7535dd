import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openCollection } from './collection.ts';

const schema = z.object({ name: z.string() });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collection-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function onlyFile(): string {
  const [name = ''] = readdirSync(folder);
  return join(folder, name);
}

it('finds every document again, whatever the case of its key', () => {
  const before = openCollection(folder, schema);
  before.put('/A/b', { name: 'first' });
  before.put('/a/B', { name: 'second' });
  before.put('/c', { name: 'gone' });
  before.delete('/C');
  const after = openCollection(folder, schema);
  expect(after.get('/a/b')).toEqual({ name: 'second' });
  expect(after.values()).toHaveLength(1);
});

it('forgets what was being written when its writer was killed', () => {
  openCollection(folder, schema).put('/a', { name: 'whole' });
  writeFileSync(`${onlyFile()}.tmp`, '{"key": "/a", "val');
  expect(openCollection(folder, schema).get('/a')).toEqual({ name: 'whole' });
  expect(readdirSync(folder)).toHaveLength(1);
});

it.each([
  ['a document that was cut off', (text: string) => text.slice(0, -9), 'it is no JSON'],
  ['an empty document', () => '', 'it is empty'],
  ['a document of another shape', (text: string) => text.replace('"name"', '"nom"'), 'value.name'],
  ['a document under a wrong name', (text: string) => text.replace('/a', '/b'), "it holds '/b'"],
])('names the file of %s', (_, spoil, why) => {
  openCollection(folder, schema).put('/a', { name: 'whole' });
  const file = onlyFile();
  writeFileSync(file, spoil(readFileSync(file, 'utf8')));
  expect(() => openCollection(folder, schema)).toThrow(`The document ${file} cannot be read (${why}`);
});

it('leaves files of others alone', () => {
  writeFileSync(join(folder, '.DS_Store'), 'whatever');
  expect(openCollection(folder, schema).values()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['.DS_Store']);
});
