import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { endChildren, main } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Refusal, say } from './lib/refusal.mjs';
import { root } from './lib/settings.mjs';
import { soakDeploy } from './lib/soak/deploy.mjs';
import { soakProvision } from './lib/soak/provision.mjs';

const DEFAULT_KILLS = 50;
const soaks = { provision: soakProvision, deploy: soakDeploy };

// `npm run soak -- deploy [kills] [seed]` kills the dashboard at random moments of such runs and looks at what they come to.
await main(async () => {
  const [name, kills = String(DEFAULT_KILLS), seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  if (name !== 'provision' && name !== 'deploy')
    throw new Refusal('There are two soaks: npm run soak -- provision|deploy [kills] [seed]');
  if (!(Number(kills) > 0)) throw new Refusal(`"${kills}" is no number of kills.`);
  await ensureInstalled();
  await ensureBuilt();
  const home = await mkdtemp(join(tmpdir(), 'slipway-soak-'));
  try {
    const rows = await soaks[name](home, Number(kills), Number(seed));
    console.table(rows);
    await writeResult(`soak-${name}`, rows);
  } finally {
    // First the programs, then what they work on: a dashboard whose database is removed under it reports a broken one.
    await endChildren();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  say(`Every ${name} ended as the undisturbed one did.`);
});

/** Beside the benches' results, in their shape. @param {string} bench @param {object[]} rows */
async function writeResult(bench, rows) {
  const folder = join(root, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  const result = { bench, at: new Date().toISOString(), rows };
  await writeFile(join(folder, `${bench}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
