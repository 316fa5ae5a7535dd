import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLocalVersion } from '@/lib/deployment/sync/local-version';
import { tempProject } from '@/tests/temp-project';

it('names the state of the folder: the same while nothing happens, another after each change', async () => {
  const project = await tempProject({
    'inference/app.py': 'one',
    'inference/pages/home.html': 'home',
    'inference/.slipwayignore': 'notes/\n',
  });
  const file = (name: string) => join(project.root, 'inference', name);
  const read = () => readLocalVersion(project);
  const seen = [await read()];
  const changes = [
    () => writeFile(file('app.py'), 'two'),
    () => writeFile(file('new.py'), ''),
    () => rename(file('new.py'), file('newer.py')),
    () => rm(file('pages/home.html')),
    // As a copy that keeps its time of writing: the same size, the same time, other content.
    async () => {
      await writeFile(file('app.py'), 'six');
      await utimes(file('app.py'), 1, 1);
    },
  ];
  for (const change of changes) {
    await change();
    const version = await read();
    expect(seen).not.toContain(version);
    expect(await read()).toBe(version);
    seen.push(version);
  }
});

it('is not moved by what does not travel', async () => {
  const project = await tempProject({ 'inference/app.py': 'one', 'inference/.slipwayignore': 'notes.txt\n' });
  const before = await readLocalVersion(project);
  await writeFile(join(project.root, 'inference', 'notes.txt'), 'for me');
  expect(await readLocalVersion(project)).toBe(before);
});
