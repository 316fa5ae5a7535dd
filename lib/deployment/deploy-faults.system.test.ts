import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '@/lib/azure/catalogue/catalogue';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import { MAX_RANGE_BYTES } from '@/lib/azure/share-contract';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { deploy } from '@/lib/deployment/deploy-definition';
import type { DeployInput } from '@/lib/deployment/deploy-input';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { armFault } from '@/tests/plan-for';
import { PARAMETERS, parametersWith, provisionedProject } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import type { Emulator } from '../../emulator/emulator';
import { type FaultName, faultNames } from '../../emulator/faults';

withTempData();

const TIMEOUT_MS = 240_000;
const FILES = ['app.py', 'one.txt', 'two.txt', 'pages/three.txt', 'large.bin'];
/** More than two ranges of the file service. */
const LARGE = 'x'.repeat(2 * MAX_RANGE_BYTES);

/** A request at the beginning of a deploy, one for a file, and one for what the sync keeps of its own. */
const PLACES = ['', '/inference/', '/.slipway/'];

/** What a deploy comes to while the fault is in force, everywhere and always unless told otherwise. */
type Outcome = {
  /** Or with an error of one of these codes. */
  ends: 'well' | readonly string[];
  /** How often it strikes what has each of `matches` in its path. */
  times?: number;
  matches?: readonly string[];
  input?: DeployInput;
};
const outcomes: Record<FaultName, Outcome> = {
  throttled: { ends: 'well', times: 2, matches: PLACES },
  burst: { ends: 'well', times: 2, matches: PLACES },
  reset: { ends: 'well', times: 2, matches: PLACES },
  late: { ends: 'well', times: 1, matches: PLACES },
  'token-expired': { ends: 'well', times: 1 },
  '500': { ends: ['InternalServerError'], input: { restart: 'new-revision' } },
  conflict: { ends: ['ContainerAppOperationInProgress'], input: { restart: 'new-revision' } },
  denied: { ends: ['AuthorizationFailed'] },
  'disk-full': { ends: ['ShareSizeLimitReached'] },
  'pull-fail': { ends: ['image_pull_failed'] },
  'crash-loop': { ends: ['app_crashed'] },
  'keys-forbidden': { ends: 'well' },
  'no-data-role': { ends: 'well' },
  'log-drop': { ends: 'well' },
  'pull-slow': { ends: 'well' },
  slow: { ends: 'well' },
  stuck: { ends: 'well' },
  quota: { ends: 'well' },
  'no-profile': { ends: 'well' },
  'name-taken': { ends: 'well' },
  'cancel-ignored': { ends: 'well' },
};

const onEnd = afterSuite();
let azure: Emulator;
let project: Project;
let share: FileShare;

beforeAll(async () => {
  azure = await startLocalAzure({ onEnd });
  const commands = parametersWith(['cd /mount/inference', 'exec python3 app.py']);
  project = await provisionedProject({ [PARAMETERS]: commands, 'inference/pages/three.txt': '' }, onEnd);
  const config = await readInferenceConfig(project);
  share = await openFileShare({
    ...sample,
    accountName: config?.STORAGE_ACCOUNT_NAME ?? '',
    shareName: config?.FILE_SHARE_NAME ?? '',
  });
  await change('first');
  await carryOut();
}, TIMEOUT_MS);

/** Gives every file of the app a content of its own. */
async function change(what: string): Promise<void> {
  const app = await readFile('tests/fixtures/quick_app.py', 'utf8');
  for (const path of FILES) {
    const content = path === 'app.py' ? `${app}\n# ${what}\n` : `${what} ${path}`;
    await writeFile(join(project.root, 'inference', path), path === 'large.bin' ? content + LARGE : content);
  }
}

const carryOut = (input: DeployInput = {}) => bareRun(deploy, project, input).carryOut();

const contents = (read: (path: string) => Promise<string | null>) => Promise.all(FILES.map(read));
const onShare = () => contents((path) => share.readText(`inference/${path}`));
const inProject = () => contents((path) => readFile(join(project.root, 'inference', path), 'utf8'));

describe('a deploy while Azure has its faults', () => {
  it.each(faultNames)(
    '%s ends well or says why, with every file whole, and the next one goes through',
    {
      timeout: TIMEOUT_MS,
    },
    async (fault) => {
      const before = await inProject();
      await change(fault);
      const after = await inProject();
      const { ends, times, matches = [''], input } = outcomes[fault];
      const disarms = await Promise.all(matches.map((match) => armFault(azure, fault, match, times)));
      const failure = await carryOut(input).then(
        () => undefined,
        (error: unknown) => error,
      );
      await Promise.all(disarms.map((disarm) => disarm()));
      const found = await onShare();
      for (const [index, content] of found.entries()) {
        expect([before[index], after[index]].includes(content ?? undefined), FILES[index]).toBe(true);
      }
      if (ends === 'well') {
        expect(failure).toBeUndefined();
      } else {
        expect(failure).toBeInstanceOf(AppError);
        if (!(failure instanceof AppError)) return;
        const { code, action } = failure.info;
        expect(ends).toContain(code);
        // One of Azure's is explained; ours explain themselves.
        if (/^[A-Z]/.test(code)) expect(catalogue[code]).toBeDefined();
        expect(action).not.toBe('');
        await carryOut();
      }
      expect(await onShare()).toEqual(after);
    },
  );
});
