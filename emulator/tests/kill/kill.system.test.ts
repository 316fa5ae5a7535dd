import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { groupsWithVariable, signalGroup } from '../../replicas/process-group.ts';
import { clientsOf, QUICK } from '../start-emulator.ts';
import { appSubject } from './apps.ts';
import { fileSubject } from './files.ts';
import { isBrokenOff, type Subject } from './known.ts';
import { type Program, startProgram } from './program.ts';
import { seededRandom } from './random.ts';
import { accountSubject, deploymentSubject, groupSubject, SETTLING } from './resources.ts';

const ROUNDS = 50;
const MAX_STEPS_BEFORE_KILL = 40;
const MAX_MS_TO_KILL = 40;
const TEST_TIMEOUT_MS = 300_000;
const GROUP = 'rg-kept';
const SHARE = 'share';

let folder: string;
let program: Program;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-azure-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('fifty kills at any moment lose nothing that was acknowledged and leave nothing half done', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const seed = Date.now() % 2 ** 32;
  process.stdout.write(`The kills follow from the seed ${seed}.\n`);
  const random = seededRandom(seed);
  program = await startProgram(folder, '0');
  onTestFinished(async () => {
    await program.kill();
    for (const group of await escaped()) signalGroup(group, 'SIGKILL');
  });
  const subjects = await prepare(random);
  for (let round = 0; round < ROUNDS; round++) {
    await workUntilKilled(subjects, random);
    const left = await escaped();
    program = await startProgram(folder, program.port);
    expect(processGroups().filter((group) => left.includes(group))).toEqual([]);
    await Promise.all(subjects.map(checked));
  }
});

/** What all clients need, made before the first kill. */
async function prepare(random: () => number): Promise<Subject[]> {
  const url = () => program.url;
  const clients = clientsOf(url);
  await clients.resources.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
  const sku = { name: 'Standard_LRS' };
  const account = 'keptaccount';
  await clients.storage.storageAccounts.create(
    GROUP,
    account,
    { sku, kind: 'StorageV2', location: 'eastus' },
    QUICK,
  );
  const { keys } = await clients.storage.storageAccounts.listKeys(GROUP, account);
  const key = keys?.[0]?.value ?? '';
  const service = new ShareServiceClient(`${url()}/${account}`, new StorageSharedKeyCredential(account, key));
  await service.getShareClient(SHARE).create();
  await service.getShareClient(SHARE).getDirectoryClient('dir').create();
  const environment = await clients.apps.managedEnvironments.createOrUpdate(
    GROUP,
    'kept-env',
    { location: 'eastus' },
    QUICK,
  );
  const place = { url, account, key, share: SHARE };
  return [
    groupSubject(clients, random),
    accountSubject(clients, GROUP, random),
    deploymentSubject(clients, GROUP, random),
    appSubject(clients, GROUP, environment.id ?? '', random),
    fileSubject('one', place, random),
    fileSubject('two', place, random),
  ];
}

/** Lets all clients work at once, and kills the program in the midst of a step that the seed chooses. */
async function workUntilKilled(subjects: Subject[], random: () => number): Promise<void> {
  const killAfter = 1 + Math.floor(random() * MAX_STEPS_BEFORE_KILL);
  const msLater = random() * MAX_MS_TO_KILL;
  let steps = 0;
  let killing: Promise<void> | undefined;
  const work = async (subject: Subject) => {
    while (killing === undefined) {
      steps += 1;
      // The moment is what is tested, so this is the one wait that is for no condition.
      if (steps === killAfter) killing = delay(msLater).then(() => program.kill());
      await subject.step().catch((error: unknown) => {
        if (killing === undefined || !isBrokenOff(error)) throw told(subject, error);
      });
    }
    await killing;
  };
  await Promise.all(subjects.map(work));
}

async function checked(subject: Subject): Promise<void> {
  await subject.check().catch((error: unknown) => {
    throw told(subject, error);
  });
}

function told(subject: Subject, cause: unknown): Error {
  return new Error(`${subject.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}

/** What the watchdog has not ended: at most the one that was started in the very moment of the kill, which is the next start's. */
async function escaped(): Promise<number[]> {
  await vi.waitFor(() => expect(processGroups().length).toBeLessThanOrEqual(1), SETTLING);
  return processGroups();
}

function processGroups(): number[] {
  return groupsWithVariable(`HOME=${folder}/`);
}
