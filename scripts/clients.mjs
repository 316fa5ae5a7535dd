import { main } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { clientParts } from './lib/parts.mjs';
import { runParts } from './lib/run-parts.mjs';

await main(async () => {
  await ensureInstalled();
  await runParts(clientParts);
});
