import { mkdir } from 'node:fs/promises';
import { endOf, main, startChild } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeBinary, readSettings } from './lib/settings.mjs';
import { localAzureArguments } from './lib/slipway.mjs';

// The local Azure alone, as `npm start` runs it; `npm run local-azure -- --port 4281` changes what it is told to.
await main(
  async () => {
    const settings = readSettings(process.env);
    await ensureInstalled();
    await mkdir(settings.localAzureData, { recursive: true });
    const options = [...localAzureArguments(settings), ...process.argv.slice(2)];
    const { ok } = await endOf(startChild(nodeBinary, ['emulator/main.ts', ...options]));
    // It has said itself what went wrong.
    if (!ok) process.exitCode = 1;
  },
  { signalExitCode: 0 },
);
