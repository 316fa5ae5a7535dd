import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  generateFileSASQueryParameters,
  ShareSASPermissions,
  StorageSharedKeyCredential,
} from '@azure/storage-file-share';
import { clientsOf } from '../emulator/tests/start-emulator.ts';
import tuned from '../infra/finetuning.config.json' with { type: 'json' };
import { endChildren } from '../scripts/lib/children.mjs';
import { freePort } from '../scripts/lib/ports.mjs';
import { startAzure } from '../scripts/lib/soak/programs.mjs';
import { azcopyContender } from './azcopy-runner.ts';
import type { Contender, Turn } from './contender.ts';
import { type Counted, startCountingProxy } from './counting-proxy.ts';
import { median } from './load.ts';
import { type Row, report, rounded } from './report.ts';
import { slipwayContender } from './slipway-runner.ts';
import { changeTree, makeTree } from './sync-tree.ts';

// The same tree is brought to two shares of one local Azure, by azcopy and by Slipway, in turns. Then once more to two others,
// through something that counts what goes over the wire, which would take time from what is measured.
const SHARES = ['azcopy', 'slipway', 'azcopy-counted', 'slipway-counted'] as const;
const DAY_MS = 86_400_000;
const REPETITIONS = 3;
const run = promisify(execFile);

const scenarios = [
  { name: 'first upload', changes: 0, repetitions: 1, bar: 0.6 },
  { name: 'no change', changes: 0, repetitions: REPETITIONS, bar: 0.1 },
  { name: 'one file changed', changes: 1, repetitions: REPETITIONS, bar: 0.1 },
  { name: '100 files changed', changes: 100, repetitions: 1 },
];

const home = await mkdtemp(join(tmpdir(), 'bench-b1-'));
const project = join(home, 'project');
const source = join(project, 'inference');
try {
  const port = await freePort();
  await Promise.all([startAzure(home, port), makeTree(source)]);
  const counter = await startCountingProxy(port);
  const { addressOf, placeOf } = await makeShares(`http://127.0.0.1:${port}`);

  const azcopy = await azcopyContender(join(home, 'azcopy'), source, addressOf('azcopy', port));
  const slipway = await slipwayContender(project, join(home, 'data'), port, placeOf('slipway'));
  const theirWire = await azcopyContender(
    join(home, 'azcopy'),
    source,
    addressOf('azcopy-counted', counter.port),
  );
  const ownWire = await slipwayContender(
    project,
    join(home, 'data'),
    counter.port,
    placeOf('slipway-counted'),
  );
  const rows: Row[] = [];
  const peaks = { azcopy: 0, slipway: 0 };
  for (const { name, changes, repetitions, bar } of scenarios) {
    const isFirst = name === 'first upload';
    const turns: { theirs: Turn; own: Turn }[] = [];
    let wires: { theirs: Counted; own: Counted } | undefined;
    for (let turn = 0; turn < repetitions; turn++) {
      if (changes > 0) await changeTree(source, changes);
      // What one has written must not be what the other waits for.
      await run('sync');
      const theirs = await azcopy.bring(isFirst);
      await run('sync');
      const own = await slipway.bring(isFirst);
      turns.push({ theirs, own });
      wires = { theirs: await countedTurn(theirWire, isFirst), own: await countedTurn(ownWire, isFirst) };
    }
    const middle = (of: (turn: { theirs: Turn; own: Turn }) => number) => median(turns.map(of));
    const [theirs, own] = [middle((each) => each.theirs.wallS), middle((each) => each.own.wallS)];
    peaks.azcopy = Math.max(peaks.azcopy, ...turns.map((each) => each.theirs.peakMib));
    peaks.slipway = Math.max(peaks.slipway, ...turns.map((each) => each.own.peakMib));
    rows.push(
      { name, value: rounded(own / theirs), unit: '× azcopy', ...(bar !== undefined && { bar }) },
      { name: `${name}: azcopy`, value: rounded(theirs), unit: 's' },
      { name: `${name}: Slipway`, value: rounded(own), unit: 's' },
      { name: `${name}: azcopy, processor`, value: rounded(middle((each) => each.theirs.cpuS)), unit: 's' },
      { name: `${name}: Slipway, processor`, value: rounded(middle((each) => each.own.cpuS)), unit: 's' },
      ...(wires
        ? [...wireRows(`${name}: azcopy`, wires.theirs), ...wireRows(`${name}: Slipway`, wires.own)]
        : []),
    );
  }
  rows.push(
    { name: 'peak memory', value: rounded(peaks.slipway / peaks.azcopy), unit: '× azcopy', bar: 0.5 },
    { name: 'peak memory: azcopy', value: rounded(peaks.azcopy), unit: 'MiB' },
    { name: 'peak memory: Slipway', value: rounded(peaks.slipway), unit: 'MiB' },
  );
  await Promise.all([azcopy, slipway, theirWire, ownWire].map((each) => each.end()));
  counter.close();
  for (const share of SHARES) await requireEqual(source, shareFolder(share));
  await report('B1', rows);

  async function countedTurn(contender: Contender, isFirst: boolean): Promise<Counted> {
    counter.take();
    await contender.bring(isFirst);
    return counter.take();
  }
} finally {
  await endChildren();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}

/** Empty shares in the sample's account, with the addresses that azcopy takes. */
async function makeShares(azureUrl: string) {
  const { SUBSCRIPTION_ID: subscription, RESOURCE_GROUP_NAME: group, STORAGE_ACCOUNT_NAME: account } = tuned;
  const { storage } = clientsOf(() => azureUrl, subscription);
  for (const share of SHARES) await storage.fileShares.create(group, account, share, {});
  const { keys } = await storage.storageAccounts.listKeys(group, account);
  const credential = new StorageSharedKeyCredential(account, keys?.[0]?.value ?? '');
  return {
    placeOf: (share: (typeof SHARES)[number]) => ({ subscription, group, account, share }),
    addressOf(share: (typeof SHARES)[number], port: number): URL {
      const permissions = ShareSASPermissions.parse('rcwdl');
      const expiresOn = new Date(Date.now() + DAY_MS);
      const signature = generateFileSASQueryParameters(
        { shareName: share, permissions, expiresOn },
        credential,
      );
      return new URL(`http://127.0.0.1:${port}/${account}/${share}?${signature}`);
    },
  };
}

function shareFolder(share: string): string {
  return join(home, 'azure', 'files', tuned.STORAGE_ACCOUNT_NAME, share, 'inference');
}

/** A share that is quick and wrong is worth nothing. */
async function requireEqual(tree: string, copy: string): Promise<void> {
  await run('diff', ['--recursive', '--brief', tree, copy]);
}

function wireRows(name: string, { requests, bytesUp, bytesDown }: Counted): Row[] {
  return [
    { name: `${name}, requests`, value: requests, unit: 'requests' },
    { name: `${name}, sent`, value: bytesUp, unit: 'bytes' },
    { name: `${name}, received`, value: bytesDown, unit: 'bytes' },
  ];
}
