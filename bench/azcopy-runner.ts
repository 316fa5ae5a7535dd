import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { ensureAzcopy } from '../scripts/lib/azcopy.mjs';
import { root } from '../scripts/lib/settings.mjs';
import type { Contender } from './contender.ts';
import { secondsOf } from './load.ts';
import { takenUntil } from './process-use.ts';

/** azcopy as it comes: an upload is a copy, and all that follows a sync. `share` is an address with a signature. */
export async function azcopyContender(folder: string, source: string, share: URL): Promise<Contender> {
  const program = await ensureAzcopy(`${root}/.clients`);
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: process.env.PATH ?? '',
    HOME: folder,
    AZCOPY_LOG_LOCATION: `${folder}/logs`,
    AZCOPY_JOB_PLAN_LOCATION: `${folder}/plans`,
  };
  const target = new URL(share);
  target.pathname += '/inference';
  return {
    async bring(isFirst) {
      const what = isFirst ? ['copy', `${source}/*`, target.href] : ['sync', source, target.href];
      const args = [...what, '--recursive', '--from-to', 'LocalFile', '--output-level', 'essential'];
      const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const said = buffer(child.stdout);
      const ended = once(child, 'exit');
      let use = { peakMib: 0, cpuS: 0 };
      const wallS = await secondsOf(async () => {
        use = await takenUntil(child.pid ?? 0, ended);
      });
      if (child.exitCode !== 0) throw new Error(`azcopy ended with ${child.exitCode}: ${await said}`);
      return { wallS, ...use };
    },
    end: async () => undefined,
  };
}
