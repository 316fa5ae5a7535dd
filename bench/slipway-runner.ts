import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { projectEnv, startChild } from '../scripts/lib/children.mjs';
import { nodeBinary } from '../scripts/lib/settings.mjs';
import { withoutProxyToLoopback } from '../scripts/lib/slipway.mjs';
import type { Contender } from './contender.ts';
import { takenBy } from './process-use.ts';

const turnSchema = z.object({ wallS: z.number(), cpuS: z.number() });

export type Place = { subscription: string; group: string; account: string; share: string };

/** Slipway's own sync, in a process that stays as the dashboard's does. The tree lies in `project/inference`. */
export async function slipwayContender(
  project: string,
  data: string,
  azurePort: number,
  place: Place,
): Promise<Contender> {
  const config = {
    SUBSCRIPTION_ID: place.subscription,
    RESOURCE_GROUP_NAME: place.group,
    STORAGE_ACCOUNT_NAME: place.account,
    FILE_SHARE_NAME: place.share,
    ACA_APP_NAME: 'none',
    ACA_APP_ENDPOINT: 'none.localhost',
  };
  const configPath = join(project, 'infra', 'inference.config.json');
  await mkdir(join(project, 'infra'), { recursive: true });
  const args = ['--conditions=react-server', '--import', './tests/resolve-alias.mjs', 'bench/sync-runner.ts'];
  const env = withoutProxyToLoopback({
    ...projectEnv(),
    SLIPWAY_AZURE: 'local',
    SLIPWAY_DATA: data,
    LOCAL_AZURE_PORT: String(azurePort),
  });
  const child = startChild(nodeBinary, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    async bring() {
      await writeFile(configPath, JSON.stringify(config));
      child.send({ root: project });
      const [answer] = await once(child, 'message');
      const turn = turnSchema.safeParse(answer);
      if (!turn.success) throw new Error(`The sync came to ${JSON.stringify(answer)}`);
      const use = await takenBy(child.pid ?? 0);
      return { ...turn.data, peakMib: use?.peakMib ?? Number.NaN };
    },
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
