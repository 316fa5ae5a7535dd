import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { endChildren, main } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Refusal, say } from './lib/refusal.mjs';
import { root } from './lib/settings.mjs';
import { soakProvision } from './lib/soak/provision.mjs';

const DEFAULT_KILLS = 50;

// `npm run soak -- provision [kills] [seed]` kills the dashboard at random moments of provisions and looks at what they come to.
await main(async () => {
  const [name, kills = String(DEFAULT_KILLS), seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  if (name !== 'provision') throw new Refusal('There is one soak: npm run soak -- provision [kills] [seed]');
  if (!(Number(kills) > 0)) throw new Refusal(`"${kills}" is no number of kills.`);
  await ensureInstalled();
  await ensureBuilt();
  const home = await mkdtemp(join(tmpdir(), 'slipway-soak-'));
  try {
    const rows = await soakProvision(home, Number(kills), Number(seed));
    console.table(rows);
    await writeResult('soak-provision', rows);
  } finally {
    // First the programs, then what they work on: a dashboard whose database is removed under it reports a broken one.
    await endChildren();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  say('Every provision ended as the undisturbed one did.');
});

/** Beside the benches' results, in their shape. @param {string} bench @param {object[]} rows */
async function writeResult(bench, rows) {
  const folder = join(root, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  const result = { bench, at: new Date().toISOString(), rows };
  await writeFile(join(folder, `${bench}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
