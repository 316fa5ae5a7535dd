import 'server-only';
import { type Provider, ResourceManagementClient } from '@azure/arm-resources';
import { callAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { pollDelayMs } from '@/lib/azure/poll-delay';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { sleep } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';

/** Azure takes a minute or two. */
const REGISTER_TIMEOUT_MS = 5 * 60_000;

export type ProviderState = 'registered' | 'registering' | 'unregistered';

/** A resource provider as a subscription has it. */
export type ResourceProvider = {
  namespace: string;
  state: ProviderState;
  /** Regions by type without the namespace, both in lower case; regions without blanks: `eastus`. */
  locations: ReadonlyMap<string, readonly string[]>;
};

/** One resource provider, such as `Microsoft.App`. */
export async function getProvider(
  subscriptionId: string,
  namespace: string,
  signal?: AbortSignal,
): Promise<ResourceProvider> {
  const found = await callAzure(`read the resource provider ${namespace}`, signal, (options) =>
    clientOf(subscriptionId).providers.get(namespace, options),
  );
  return toProvider(found, namespace);
}

/** Registers a resource provider and returns once Azure says that it is; AppError `provider_not_registered` when that takes too long. */
export async function registerProvider(
  subscriptionId: string,
  namespace: string,
  signal?: AbortSignal,
): Promise<void> {
  await callAzure(`register the resource provider ${namespace}`, signal, (options) =>
    clientOf(subscriptionId).providers.register(namespace, options),
  );
  const deadline = Date.now() + REGISTER_TIMEOUT_MS;
  for (let looks = 0; Date.now() < deadline; looks++) {
    if ((await getProvider(subscriptionId, namespace, signal)).state === 'registered') return;
    await sleep(pollDelayMs(looks), signal);
  }
  throw new AppError('timeout', {
    code: 'provider_not_registered',
    message: `Azure has not registered ${namespace} within ${REGISTER_TIMEOUT_MS / 60_000} minutes.`,
    action: 'Azure goes on registering it; make a new plan in a few minutes.',
  });
}

/** Region names as ARM compares them: `East US` is `eastus`. */
export function plainLocation(location: string): string {
  return location.replaceAll(' ', '').toLowerCase();
}

function toProvider({ registrationState, resourceTypes }: Provider, namespace: string): ResourceProvider {
  return {
    namespace,
    state: stateOf(registrationState),
    locations: new Map(
      (resourceTypes ?? []).map(({ resourceType, locations }) => [
        (resourceType ?? '').toLowerCase(),
        (locations ?? []).map(plainLocation),
      ]),
    ),
  };
}

function stateOf(state: string | undefined): ProviderState {
  switch (state?.toLowerCase()) {
    case 'registered':
      return 'registered';
    case 'registering':
      return 'registering';
    default:
      return 'unregistered';
  }
}

function clientOf(subscriptionId: string): ResourceManagementClient {
  return new ResourceManagementClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
