import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type InferenceConfig, readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { readChosenTarget } from '@/lib/provisioning/chosen-target';
import { listInferenceConfigs } from '@/lib/provisioning/history/config-history';
import { checkConfig } from '@/lib/provisioning/manual/check-config';
import { type ConfigDraft, partialDraftSchema } from '@/lib/provisioning/manual/config-draft';
import { readConfigDraft, restoreConfig, saveConfig } from '@/lib/provisioning/manual/save-config';
import { suggestConfig } from '@/lib/provisioning/manual/suggest-config';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';

/** A subscription of another tenant than the home one. */
const SANDBOX = {
  tenantId: '5a3b1e00-0000-4000-8000-000000000004',
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000005',
};
const FILE = 'infra/inference.config.json';
/** A busy machine takes some seconds. */
const AZURE_TIMEOUT_MS = 60_000;

withTempData();
const onEnd = afterSuite();
let project: Project;
let config: InferenceConfig;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  project = await provisionedProject({}, onEnd);
  const made = await readInferenceConfig(project);
  if (!made) throw new Error('nothing was provisioned');
  config = made;
}, AZURE_TIMEOUT_MS);

async function statesOf(change: Partial<InferenceConfig>) {
  const checks = await checkConfig({ ...config, ...change });
  return Object.fromEntries(checks.map(({ id, state }) => [id, state]));
}

describe('the checks of a config', { timeout: AZURE_TIMEOUT_MS }, () => {
  it('pass for what a provision has made, but for an app that was not deployed yet', async () => {
    const { listens, ...others } = await statesOf({});
    expect(listens).toBe('warning');
    expect(new Set(Object.values(others))).toEqual(new Set(['passed']));
  });

  it.each([
    ['SUBSCRIPTION_ID', '5a3b1e00-0000-4000-8000-0000000000ff', 'subscription'],
    ['RESOURCE_GROUP_NAME', 'rg-nowhere', 'group'],
    ['STORAGE_ACCOUNT_NAME', 'nobody1', 'account'],
    ['FILE_SHARE_NAME', 'nothing', 'share'],
    ['ACA_APP_NAME', 'nobody', 'app'],
    ['ACA_APP_ENDPOINT', 'other.example.io', 'endpoint'],
  ] as const)('name a wrong %s', async (key, value, id) => {
    const checks = await checkConfig({ ...config, [key]: value });
    const wrong = checks.find((check) => check.id === id);
    expect(wrong).toMatchObject({ state: 'failed', action: expect.stringContaining(key) });
  });

  it('offer the value that would pass where there is only one', async () => {
    const wrong = { FILE_SHARE_NAME: 'nothing', ACA_APP_ENDPOINT: 'other.example.io' };
    const checks = await checkConfig({ ...config, ...wrong });
    expect(checks.flatMap(({ fix }) => fix ?? [])).toEqual([
      { key: 'FILE_SHARE_NAME', value: config.FILE_SHARE_NAME },
      { key: 'ACA_APP_ENDPOINT', value: config.ACA_APP_ENDPOINT },
    ]);
  });

  it('tell a share that the app’s environment does not know', async () => {
    expect(await statesOf({ FILE_SHARE_NAME: 'nothing' })).toMatchObject({
      storage: 'failed',
      mount: 'skipped',
    });
  });
});

describe('what is suggested for a config', { timeout: AZURE_TIMEOUT_MS }, () => {
  const empty = partialDraftSchema.parse({});
  const suggest = (draft: Partial<ConfigDraft>) =>
    suggestConfig({ ...empty, ...draft }, new AbortController().signal);

  it('is what the names that are there lead to', async () => {
    expect(await suggest(config)).toEqual({
      RESOURCE_GROUP_NAME: [config.RESOURCE_GROUP_NAME],
      STORAGE_ACCOUNT_NAME: [config.STORAGE_ACCOUNT_NAME],
      FILE_SHARE_NAME: [config.FILE_SHARE_NAME],
      ACA_APP_NAME: [config.ACA_APP_NAME],
      ACA_APP_ENDPOINT: [config.ACA_APP_ENDPOINT],
    });
  });

  it('is nothing where there is nothing to go by, or Azure refuses', async () => {
    for (const draft of [{}, { ...config, SUBSCRIPTION_ID: '5a3b1e00-0000-4000-8000-0000000000ff' }]) {
      expect(Object.values(await suggest(draft)).flat()).toEqual([]);
    }
  });
});

describe('saving a config', () => {
  it('remembers the tenant that the checks found the subscription in, for whoever provisions next', async () => {
    const elsewhere = {
      ...config,
      SUBSCRIPTION_ID: SANDBOX.subscriptionId,
      RESOURCE_GROUP_NAME: 'rg-nowhere',
    };
    const checks = await checkConfig(elsewhere);
    expect(checks.find(({ id }) => id === 'subscription')).toMatchObject({ state: 'passed' });
    const other = { ...project, id: 'elsewhere' };
    await saveConfig(other, elsewhere);
    expect(await readChosenTarget(other)).toEqual({ ...SANDBOX, resourceGroup: 'rg-nowhere' });
    await saveConfig(other, config);
  });

  it('keeps unknown keys, and what was there before as a version that can be put back', async () => {
    const text = JSON.stringify({ note: 'mine', ...config });
    await writeFile(join(project.root, FILE), text);
    const { version } = await readConfigDraft(project);
    const saved = await saveConfig(project, { ...config, ACA_APP_NAME: 'other' }, version);
    const written = JSON.parse(await readFile(join(project.root, FILE), 'utf8'));
    expect(written).toEqual({ note: 'mine', ...config, ACA_APP_NAME: 'other' });

    const [before] = await listInferenceConfigs(project);
    expect(before?.config).toEqual(config);
    await restoreConfig(project, before?.id ?? '', saved.version);
    expect(JSON.parse(await readFile(join(project.root, FILE), 'utf8'))).toEqual(JSON.parse(text));
  });

  it('writes nothing over a file that was changed by hand', async () => {
    const { version } = await readConfigDraft(project);
    const byHand = JSON.stringify({ ...config, ACA_APP_NAME: 'by-hand' });
    await writeFile(join(project.root, FILE), byHand);
    await expect(saveConfig(project, config, version)).rejects.toMatchObject({
      kind: 'conflict',
      info: { code: 'config_changed' },
    });
    expect(await readFile(join(project.root, FILE), 'utf8')).toBe(byHand);
  });
});
