import 'server-only';
import type { RequestInit, Response } from 'undici';
import { listAppSecrets } from '@/lib/azure/app-settings';
import { callAzure } from '@/lib/azure/call';
import { endpointFetch } from '@/lib/azure/cloud';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';
import { singleton } from '@/lib/core/singleton';

/** The app's secret that holds the key which its endpoint asks for. */
export const ENDPOINT_KEY_SECRET = 'endpoint-key';
const HTTP_UNAUTHORIZED = 401;
/** An app that refuses for another reason is polled; Azure need not be asked each time. */
const KEY_AGE_MS = 10_000;
const MAX_KEYS = 1_000;

type Known = { key: string | undefined; readAt: number };
type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/**
 * Fetch for the endpoint of one app. A key is looked up when the app first asks for one, and again when it refuses the one
 * that was sent; it goes to the host that Azure names for this very app, whatever a config says.
 */
export function appFetch(at: AppAddress): (url: string, init: Init) => Promise<Response> {
  return async (url, init) => {
    const known = knownKeys().get(idOf(at, url));
    const first = await endpointFetch(url, withKey(init, known?.key));
    if (first.status !== HTTP_UNAUTHORIZED) return first;
    if (known && Date.now() - known.readAt < KEY_AGE_MS) return first;
    const key = await readKey(at, new URL(url).hostname, init.signal ?? undefined);
    remember(idOf(at, url), key);
    if (key === undefined || key === known?.key) return first;
    await first.body?.cancel();
    return endpointFetch(url, withKey(init, key));
  };
}

function withKey(init: Init, key: string | undefined): Init {
  return key === undefined ? init : { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } };
}

/** Undefined where there is no key, or where that host is not this app's. */
async function readKey(at: AppAddress, hostname: string, signal?: AbortSignal): Promise<string | undefined> {
  const { configuration } = await callAzure('read the container app', signal, (options) =>
    containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
  );
  const hasKey = configuration?.secrets?.some(({ name }) => name === ENDPOINT_KEY_SECRET);
  if (!hasKey || !isOwnHost(configuration?.ingress?.fqdn, hostname)) return undefined;
  const secrets = await listAppSecrets(at, signal);
  return secrets.find(({ name }) => name === ENDPOINT_KEY_SECRET)?.value;
}

/** An app answers under its own name, and each of its revisions and labels under one that begins with it and two hyphens. */
function isOwnHost(fqdn: string | undefined, hostname: string): boolean {
  const own = fqdn?.replace(/:\d+$/, '').toLowerCase() ?? '';
  const [name = '', ...domain] = own.split('.');
  const [asked = '', ...askedDomain] = hostname.toLowerCase().split('.');
  const isName = asked === name || asked.startsWith(`${name}--`);
  return name !== '' && isName && domain.join('.') === askedDomain.join('.');
}

function knownKeys(): Map<string, Known> {
  return singleton('azure.endpoint-keys', () => new Map<string, Known>());
}

function remember(id: string, key: string | undefined): void {
  const keys = knownKeys();
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(id, { key, readAt: Date.now() });
}

function idOf({ subscriptionId, resourceGroup, appName }: AppAddress, url: string): string {
  return [subscriptionId, resourceGroup, appName, new URL(url).host].join('/').toLowerCase();
}
