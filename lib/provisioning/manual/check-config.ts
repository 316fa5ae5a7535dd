import 'server-only';
import { type AppSetup, getAppSetup } from '@/lib/azure/app-setup';
import { endpointFetch, endpointUrl } from '@/lib/azure/cloud';
import { listEnvironmentStorages, listFileShares } from '@/lib/azure/group-contents';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import { getFileService } from '@/lib/azure/storage-accounts';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { AppError, toErrorInfo } from '@/lib/core/errors';
import { readReadiness } from '@/lib/gradio/readiness';
import type { ConfigCheck } from '@/lib/provisioning/manual/config-draft';
import { failed, passed, skipped, warning } from '@/lib/provisioning/manual/verdict';

/** All checks together; those that have not ended by then are told as such by their own calls. */
const CHECKS_TIMEOUT_MS = 90_000;
const OF_SUBSCRIPTION = new Set([
  'SubscriptionNotFound',
  'InvalidSubscriptionId',
  'InvalidAuthenticationTokenTenant',
]);

/**
 * Whether what the config names exists and fits together, a row per question, in the order of the board. Only a cancel by
 * `signal` makes it throw: what cannot be asked is a row too.
 */
export async function checkConfig(config: InferenceConfig, signal?: AbortSignal): Promise<ConfigCheck[]> {
  const limit = AbortSignal.timeout(CHECKS_TIMEOUT_MS);
  const bounded = signal ? AbortSignal.any([signal, limit]) : limit;
  const place = await checkPlace(config, bounded);
  if (place.some(({ state }) => state !== 'passed')) {
    const rest = ['account', 'share', 'app', 'endpoint', 'storage', 'mount', 'listens'] as const;
    return [...place, ...rest.map((id) => skipped(id, 'Not looked at: the resource group comes first.'))];
  }
  const [files, app] = await Promise.all([checkFiles(config, bounded), checkApp(config, bounded)]);
  signal?.throwIfAborted();
  return [...place, ...files, ...app];
}

async function checkPlace(config: InferenceConfig, signal: AbortSignal): Promise<ConfigCheck[]> {
  const { SUBSCRIPTION_ID: id, RESOURCE_GROUP_NAME: group } = config;
  const found = await attempt(getResourceGroup(id, group, signal));
  if (found.ok) {
    return [
      passed('subscription', 'The subscription can be used.'),
      passed('group', `The resource group ${group} is there.`),
    ];
  }
  if (OF_SUBSCRIPTION.has(found.error.code)) {
    const action = 'Correct SUBSCRIPTION_ID, or sign in to the tenant that the subscription belongs to.';
    const first = failed('subscription', 'There is no such subscription that you may use.', action);
    return [first, skipped('group', 'Not looked at: the subscription comes first.')];
  }
  if (found.error.code !== 'ResourceGroupNotFound') {
    const row = warning('group', found.error.message, found.error.action);
    return [skipped('subscription', 'Not looked at: Azure did not answer as expected.'), row];
  }
  return [
    passed('subscription', 'The subscription can be used.'),
    failed(
      'group',
      `There is no resource group ${group} in the subscription.`,
      correct('RESOURCE_GROUP_NAME'),
    ),
  ];
}

async function checkFiles(config: InferenceConfig, signal: AbortSignal): Promise<ConfigCheck[]> {
  const { STORAGE_ACCOUNT_NAME: accountName, FILE_SHARE_NAME: share } = config;
  const at = placeOf(config);
  const account = await attempt(getFileService({ ...at, accountName }, signal));
  if (!account.ok) {
    const missing = account.error.code === 'ResourceNotFound';
    const row = missing
      ? failed('account', `The group has no storage account ${accountName}.`, correct('STORAGE_ACCOUNT_NAME'))
      : warning('account', account.error.message, account.error.action);
    return [row, skipped('share', 'Not looked at: the storage account comes first.')];
  }
  const exists = passed('account', `The storage account ${accountName} is there.`);
  const shares = await attempt(listFileShares(at, accountName, signal));
  if (!shares.ok) return [exists, warning('share', shares.error.message, shares.error.action)];
  if (shares.value.includes(share)) return [exists, passed('share', `The file share ${share} is there.`)];
  const [only, ...others] = shares.value;
  const fix = only && others.length === 0 ? { key: 'FILE_SHARE_NAME' as const, value: only } : undefined;
  const message = `The account has no file share ${share}.`;
  return [exists, failed('share', message, correct('FILE_SHARE_NAME'), fix)];
}

async function checkApp(config: InferenceConfig, signal: AbortSignal): Promise<ConfigCheck[]> {
  const { ACA_APP_NAME: appName } = config;
  const app = await attempt(getAppSetup({ ...placeOf(config), appName }, signal));
  if (!app.ok) {
    const missing = app.error.code === 'ResourceNotFound';
    const row = missing
      ? failed('app', `The group has no container app ${appName}.`, correct('ACA_APP_NAME'))
      : warning('app', app.error.message, app.error.action);
    const rest = ['endpoint', 'storage', 'mount', 'listens'] as const;
    return [row, ...rest.map((id) => skipped(id, 'Not looked at: the container app comes first.'))];
  }
  const endpoint = checkEndpoint(config, app.value);
  const [share, listens] = await Promise.all([
    checkMount(config, app.value, signal),
    endpoint.state === 'passed'
      ? checkListens(config, signal)
      : skipped('listens', 'Not looked at: the endpoint comes first.'),
  ]);
  return [passed('app', `The container app ${appName} is there.`), endpoint, ...share, listens];
}

function checkEndpoint({ ACA_APP_ENDPOINT: endpoint }: InferenceConfig, { host }: AppSetup): ConfigCheck {
  if (!host) {
    return failed(
      'endpoint',
      'The app has no ingress, so nobody can reach it.',
      'Enable its ingress in Azure.',
    );
  }
  if (host.toLowerCase() === endpoint.toLowerCase()) {
    return passed('endpoint', 'The endpoint is that of the app.');
  }
  const fix = { key: 'ACA_APP_ENDPOINT', value: host } as const;
  return failed('endpoint', `The app is reached at ${host}.`, correct('ACA_APP_ENDPOINT'), fix);
}

async function checkMount(
  config: InferenceConfig,
  { environment, mountedStorages }: AppSetup,
  signal: AbortSignal,
): Promise<ConfigCheck[]> {
  if (!environment) {
    const message = 'Azure does not say which environment the app is in.';
    return [
      warning('storage', message, 'Check again in a minute.'),
      skipped('mount', 'Not looked at: the environment comes first.'),
    ];
  }
  const at = { subscriptionId: config.SUBSCRIPTION_ID, resourceGroup: environment.resourceGroup };
  const storages = await attempt(listEnvironmentStorages(at, environment.name, signal));
  const after = skipped('mount', 'Not looked at: the environment’s storage comes first.');
  if (!storages.ok) return [warning('storage', storages.error.message, storages.error.action), after];
  const fitting = storages.value.filter(
    ({ accountName, shareName }) =>
      accountName === config.STORAGE_ACCOUNT_NAME && shareName === config.FILE_SHARE_NAME,
  );
  if (fitting.length === 0) {
    const message = `The environment ${environment.name} does not know this share of this account.`;
    const action = 'Add the share to the environment as a storage, or name the share that it knows.';
    return [failed('storage', message, action), after];
  }
  const known = passed('storage', `The environment ${environment.name} knows the share.`);
  if (fitting.some(({ name }) => mountedStorages.includes(name))) {
    return [known, passed('mount', 'The app mounts the share.')];
  }
  const action = 'Mount the storage into the app’s container, or provision it again with Slipway.';
  return [known, failed('mount', 'The app does not mount the share.', action)];
}

async function checkListens(config: InferenceConfig, signal: AbortSignal): Promise<ConfigCheck> {
  const url = await attempt((async () => endpointUrl(config.ACA_APP_ENDPOINT))());
  if (!url.ok) return failed('listens', url.error.message, correct('ACA_APP_ENDPOINT'));
  const answer = await attempt(readReadiness({ baseUrl: url.value, fetch: endpointFetch }, signal));
  if (answer.ok && answer.value.state === 'ready') return passed('listens', 'The app answers.');
  const reason = answer.ok ? answer.value.reason : answer.error.message;
  const message = reason ?? 'The app does not answer yet.';
  return warning('listens', message, 'Deploy, if that has not been done yet; then check again.');
}

function placeOf(config: InferenceConfig) {
  return { subscriptionId: config.SUBSCRIPTION_ID, resourceGroup: config.RESOURCE_GROUP_NAME };
}

const correct = (key: keyof InferenceConfig) => `Correct ${key}.`;

async function attempt<T>(work: Promise<T>) {
  try {
    return { ok: true, value: await work } as const;
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: toErrorInfo(error) } as const;
    throw error;
  }
}
