import assert from 'node:assert/strict';
import { join } from 'node:path';
import { say } from '../refusal.mjs';
import { root } from '../settings.mjs';
import { beginProvision, QUICK_IMAGE } from './provision.mjs';
import { randomFrom } from './random.mjs';
import { runToEnd, soakRuns } from './runs.mjs';
import { hashShare } from './share.mjs';
import { prepareSlipway } from './slipway.mjs';
import { requireWholeLog } from './story.mjs';
import { changeTree, hashTree, makeTree } from './tree.mjs';

const PARAMETERS = {
  defaultCommands: ['cd /mount/inference', 'exec python3 app.py'],
  maximumInstanceCount: 1,
  containerImage: QUICK_IMAGE,
};
const FOLDER = 'inference/';

/**
 * Deploys a tree that changes each time, while the dashboard is killed. Each run has to end well, with a share that holds
 * what the project does, as somebody who downloads it sees. Returns what was measured. Throws an AssertionError.
 * @param {string} home an empty folder @param {number} kills @param {number} seed
 */
export async function soakDeploy(home, kills, seed) {
  say(`${kills} kills, seed ${seed}`);
  const random = randomFrom(seed);
  const slipway = await prepareSlipway(home);
  const folder = join(slipway.project, FOLDER);
  await makeTree(folder, join(root, 'tests', 'fixtures', 'quick_app.py'));
  slipway.dashboard.launch();
  await slipway.dashboard.ready();
  const provisioned = await runToEnd(slipway, await beginProvision(slipway, PARAMETERS));
  requireSuccess(provisioned.runId, provisioned.events);
  const deploy = async () => {
    await changeTree(folder, random);
    const { runId } = await slipway.call('/api/v1/projects/soak/runs', { kind: 'deploy', input: {} });
    return runId;
  };
  // The first brings everything; what comes after brings what has changed.
  const first = await runToEnd(slipway, await deploy());
  requireSuccess(first.runId, first.events);
  return soakRuns(slipway, {
    kills,
    random,
    begin: deploy,
    async check(runId, events) {
      requireSuccess(runId, events);
      const onShare = await hashShare(slipway.azureUrl, await slipway.config());
      const ofApp = Object.entries(onShare).filter(([path]) => path.startsWith(FOLDER));
      const found = Object.fromEntries(ofApp.map(([path, hash]) => [path.slice(FOLDER.length), hash]));
      assert.deepEqual(found, await hashTree(folder), 'the share is not what the project is');
      const left = Object.keys(onShare).filter((path) => path.startsWith('.slipway/uploads/'));
      assert.deepEqual(left, [], 'something half is left on the share');
    },
  });
}

/** @param {string} runId @param {import('./story.mjs').LoggedEvent[]} events */
function requireSuccess(runId, events) {
  requireWholeLog(events);
  const end = events.at(-1);
  assert.deepEqual(
    { status: end?.status, error: end?.error },
    { status: 'succeeded', error: undefined },
    `run ${runId} has not succeeded`,
  );
}
