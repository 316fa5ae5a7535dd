import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectEnv } from '../children.mjs';
import { freePort } from '../ports.mjs';
import { root } from '../settings.mjs';
import { withoutProxyToLoopback } from '../slipway.mjs';
import { killableDashboard, startAzure } from './programs.mjs';

/** @typedef {Awaited<ReturnType<typeof prepareSlipway>>} Slipway */

/** A local Azure that runs, and a dashboard to launch, with a project of its own. @param {string} home an empty folder */
export async function prepareSlipway(home) {
  const project = join(home, 'project');
  const configPath = join(project, 'infra', 'inference.config.json');
  for (const folder of ['infra', 'inference']) {
    await cp(join(root, folder), join(project, folder), { recursive: true });
  }
  await writeFile(configPath, '{}\n');
  const azurePort = await freePort();
  await startAzure(home, azurePort);
  const dashboard = killableDashboard(
    await freePort(),
    withoutProxyToLoopback({
      ...projectEnv(),
      SLIPWAY_AZURE: 'local',
      SLIPWAY_DATA: join(home, 'data'),
      SLIPWAY_PROJECTS: `soak=${project}`,
      LOCAL_AZURE_PORT: String(azurePort),
    }),
  );
  const { url } = dashboard;
  return {
    dashboard,
    project,
    azureUrl: `http://127.0.0.1:${azurePort}`,
    /** @param {string} path @param {unknown} [body] makes it a POST */
    async call(path, body) {
      const headers = { 'content-type': 'application/json', origin: url };
      const answer = await fetch(
        `${url}${path}`,
        body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) },
      );
      assert.ok(answer.ok, `${path} answered ${answer.status}: ${await answer.clone().text()}`);
      return answer.json();
    },
    async target() {
      const tuned = JSON.parse(await readFile(join(project, 'infra', 'finetuning.config.json'), 'utf8'));
      return { subscriptionId: tuned.SUBSCRIPTION_ID, resourceGroup: tuned.RESOURCE_GROUP_NAME };
    },
    config: async () => JSON.parse(await readFile(configPath, 'utf8')),
    /** Every event of an ended run. @param {string} runId @returns {Promise<import('./story.mjs').LoggedEvent[]>} */
    async events(runId) {
      const text = await (await fetch(`${url}/api/v1/runs/${runId}/events`)).text();
      return text
        .split('\n')
        .filter((line) => line.startsWith('data: {"'))
        .map((line) => JSON.parse(line.slice('data: '.length)));
    },
  };
}
