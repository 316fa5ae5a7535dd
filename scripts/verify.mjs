import { main } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { quickParts } from './lib/parts.mjs';
import { runParts } from './lib/run-parts.mjs';

// What is quick enough to run before every commit.
await main(async () => {
  await ensureInstalled();
  await runParts(quickParts);
});
