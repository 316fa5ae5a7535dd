import { expect, test } from 'vitest';
import { keepFileVersion, listFileVersions, readFileVersion } from '@/lib/provisioning/history/file-versions';
import { withTempData } from '@/tests/temp-data';

withTempData();

const project = { id: 'p', root: '/nowhere' };

test('the last twenty texts of a file are kept, those of other files left alone', async () => {
  await keepFileVersion(project, 'other.json', 'other');
  for (let index = 0; index < 22; index++) await keepFileVersion(project, 'a.json', `text ${index}`);
  const contents = (await listFileVersions(project, 'a.json')).map(({ content }) => content);
  expect(contents).toEqual(Array.from({ length: 20 }, (_, index) => `text ${21 - index}`));
  expect(await listFileVersions(project, 'other.json')).toHaveLength(1);
});

test('the same text is kept once in a row', async () => {
  for (const text of ['one', 'one', 'two', 'one']) await keepFileVersion(project, 'b.json', text);
  const contents = (await listFileVersions(project, 'b.json')).map(({ content }) => content);
  expect(contents).toEqual(['one', 'two', 'one']);
});

test('a version is read under its own file alone', async () => {
  await keepFileVersion(project, 'c.json', 'mine');
  const id = (await listFileVersions(project, 'c.json'))[0]?.id ?? '';
  expect(await readFileVersion(project, 'c.json', id)).toBe('mine');
  for (const [path, versionId] of [
    ['other.json', id],
    ['c.json', 'nonsense'],
  ] as const) {
    await expect(readFileVersion(project, path, versionId)).rejects.toMatchObject({
      info: { code: 'file_version_not_found' },
    });
  }
});
