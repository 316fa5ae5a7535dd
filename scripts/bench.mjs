import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { main, runCommand } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Refusal, say } from './lib/refusal.mjs';
import { nodeBinary, root } from './lib/settings.mjs';

const ENDING = '.bench.ts';

// `npm run bench -- emulator` runs one; without a name, says which there are.
await main(async () => {
  const files = await readdir(join(root, 'bench'));
  const names = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
  const [given] = process.argv.slice(2);
  // They are spoken of as B5, and lie in files of small letters.
  const name = given?.toLowerCase();
  if (name === undefined) {
    for (const each of names) say(`npm run bench -- ${each}`);
    return;
  }
  if (!names.includes(name))
    throw new Refusal(`There is no bench "${given}". There are: ${names.join(', ')}.`);
  await ensureInstalled();
  await runCommand(nodeBinary, [`bench/${name}${ENDING}`]);
});
