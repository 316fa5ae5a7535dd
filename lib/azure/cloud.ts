import 'server-only';
import type { LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { createDefaultHttpClient, type HttpClient, isRestError } from '@azure/core-rest-pipeline';
import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { type Dispatcher, type RequestInit, type Response, fetch as undiciFetch } from 'undici';
import { applicationCredential } from '@/lib/azure/application-credential';
import { askAgain } from '@/lib/azure/ask-again';
import { asFilesClient } from '@/lib/azure/carried-files';
import { connectingAgent } from '@/lib/azure/connecting-agent';
import { followTenant } from '@/lib/azure/follow-tenant';
import { type LookupCallback, lookupPublic } from '@/lib/azure/public-address';
import { clouds } from '@/lib/config/clouds';
import { env } from '@/lib/config/env';
import { AppError } from '@/lib/core/errors';
import { singleton } from '@/lib/core/singleton';

/** Who signs in to the local Azure, which believes anybody; a real identity must never reach it. */
const LOCAL_CLIENT = { id: '5a3b1e00-0000-4000-8000-0000000000c1', secret: 'local-azure' };
/** More tenants than anybody belongs to; tokens of those beyond are asked for again. */
const MAX_CREDENTIALS = 200;
/** What a token for files is asked for, in every cloud. */
const FILES_SCOPE = 'https://storage.azure.com/.default';
/** What tokens the local Azure is asked for beside those for its control plane. */
const OTHER_SCOPES = [FILES_SCOPE, `${clouds.public.logsOrigin}/.default`];
/** Stands for the home tenant of whoever signs in. */
const ANY_TENANT = 'organizations';

/** Options for every management client: which cloud it asks, and that it follows a subscription to its own tenant. */
export function armClientOptions() {
  const { armOrigin, armScope } = env.cloud;
  return {
    endpoint: armOrigin,
    credentials: { scopes: [armScope] },
    additionalPolicies: [
      { policy: askAgain(getCredential, armScope), position: 'perRetry' as const },
      { policy: followTenant(getCredential, armScope), position: 'perRetry' as const },
    ],
    // In local mode requests are carried to the local Azure, bearer token kept.
    ...(isLocal() ? { httpClient: localCarrier(armOrigin, 'x-forwarded-host') } : {}),
  };
}

/** Where a storage account's files are asked for, without a slash at the end, and what the client needs to get there. */
export function filesService(accountName: string, fileEndpoint: string) {
  if (!isLocal()) return { url: fileEndpoint.replace(/\/$/, ''), options: {} };
  // The client refuses to send a token to the plain address that the local Azure has given.
  const url = `https://${accountName}.file.core.windows.net`;
  return { url, options: { httpClient: asFilesClient(localCarrier(url, 'host')) } };
}

/** Where the logs of workspaces are asked for, without a slash at the end, and what it takes to get there. */
export function logsService(): { origin: string; scope: string; httpClient: HttpClient } {
  const { logsOrigin: origin } = isLocal() ? clouds.public : env.cloud;
  const httpClient = isLocal()
    ? localCarrier(origin, 'x-forwarded-host')
    : singleton('azure.logs-http', createDefaultHttpClient);
  return { origin, scope: `${origin}/.default`, httpClient };
}

/** The identity that Slipway acts as: the developer's or the server's own, in one tenant if named. */
export function getCredential(tenantId?: string): TokenCredential {
  const credentials = singleton('azure.credentials', () => new Map<string, TokenCredential>());
  const key = `${isLocal() ? localOrigin() : env.cloud.authorityHost} ${tenantId ?? ''}`;
  const known = credentials.get(key);
  if (known) return known;
  if (credentials.size >= MAX_CREDENTIALS) credentials.clear();
  const credential = isLocal() ? localCredential(tenantId ?? ANY_TENANT) : ownCredential(tenantId);
  credentials.set(key, credential);
  return credential;
}

/** Absolute URL of a container app's ingress, without a trailing slash. Refuses a name that the chosen cloud cannot have made. */
export function endpointUrl(fqdn: string): string {
  const url = URL.parse(`https://${fqdn}`);
  if (!url || url.host !== fqdn.toLowerCase() || !isOfThisCloud(url.hostname)) throw notOurs(fqdn);
  // The local Azure may have moved to another port since the endpoint was written down.
  return isLocal() ? `http://${url.hostname}:${env.localAzurePort}` : `https://${url.host}`;
}

/**
 * Fetch for a container app's endpoint: follows no redirect, and in the public cloud speaks https to public addresses only,
 * so that a forged config cannot turn it against the inside of a network.
 */
export async function endpointFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const { protocol, hostname, host } = new URL(url);
  if (!isOfThisCloud(hostname) || (!isLocal() && protocol !== 'https:')) throw notOurs(host);
  return undiciFetch(url, { ...init, redirect: 'manual', dispatcher: endpointAgent() });
}

/** Fetch for a stream whose address an answer of Azure's has named. */
export async function streamFetch(url: URL, init: RequestInit): Promise<Response> {
  return undiciFetch(url, { ...init, dispatcher: streamAgent() });
}

/** Where the public price list is read, without a slash at its end; null for a cloud that has none. */
export function pricesOrigin(): string | null {
  return isLocal() ? localOrigin() : env.cloud.pricesOrigin;
}

/** Fetch for the price list: without any credential, and without a proxy where it is on this machine. */
export async function pricesFetch(url: URL, init: RequestInit): Promise<Response> {
  const dispatcher = isLocal() ? undefined : streamAgent();
  return undiciFetch(url, { ...init, redirect: 'error', dispatcher });
}

/** The resource's page in the Azure portal; null where there is no portal. */
export function portalUrl(resourceId: string): string | null {
  return isLocal() ? null : `${env.cloud.portalOrigin}/#resource${resourceId}`;
}

function isLocal(): boolean {
  return env.azureMode === 'local';
}

/** The local Azure hands out names below localhost, the public one never does, and neither hands out bare addresses. */
function isOfThisCloud(hostname: string): boolean {
  if (isLocal()) return hostname.endsWith('.localhost');
  // A proxy looks names up by itself, inside its own network too, so only those that Azure makes can be trusted to it.
  if (env.proxyUrl !== undefined) return hostname.endsWith(`.${env.cloud.appDomain}`);
  // An address would never be looked up, and so never be checked.
  const isAddress = isIP(hostname) !== 0 || hostname.startsWith('[');
  return !isAddress && !/(^|\.)localhost\.?$/.test(hostname);
}

function notOurs(host: string): AppError {
  return new AppError('bad_input', {
    code: 'endpoint_invalid',
    message: `"${host}" is not an endpoint of the Azure that Slipway works with.`,
    action: 'Provision again, so that infra/inference.config.json names the app of this Azure.',
    target: 'infra/inference.config.json',
  });
}

/** A server's own identity has a home, and goes to another tenant only where that is allowed and asked for. */
function ownCredential(tenantId: string | undefined): TokenCredential {
  const { authorityHost } = env.cloud;
  const tenant = tenantId ? { tenantId } : {};
  const inner = new DefaultAzureCredential({ authorityHost, additionallyAllowedTenants: ['*'], ...tenant });
  return { getToken: (scopes, options) => inner.getToken(scopes, { ...options, ...tenant }) };
}

function localOrigin(): string {
  return `http://127.0.0.1:${env.localAzurePort}`;
}

function localCredential(tenantId: string): TokenCredential {
  const origin = localOrigin();
  const inner = applicationCredential(origin, tenantId, LOCAL_CLIENT);
  return {
    // The local Azure plays the public cloud, whichever one the settings name.
    async getToken(scopes) {
      const other = OTHER_SCOPES.find((scope) => [scopes].flat().includes(scope));
      try {
        return await inner.getToken(other ?? clouds.public.armScope);
      } catch (error) {
        if (isRefused(error)) throw localAzureDown(origin, error);
        throw error;
      }
    },
  };
}

function isRefused(error: unknown): boolean {
  return isRestError(error) && error.code === 'ECONNREFUSED';
}

/** The clients refuse a bearer token over plain http, so they are left to believe in https until the last moment. */
function localCarrier(askedOrigin: string, toldIn: 'host' | 'x-forwarded-host'): HttpClient {
  // One for all, so that connections are kept.
  const inner = singleton('azure.local-http', createDefaultHttpClient);
  const { host } = new URL(askedOrigin);
  return {
    async sendRequest(request) {
      const asked = request.url;
      if (!asked.startsWith(`${askedOrigin}/`)) throw new TypeError('A request to Azure left its origin.');
      const origin = localOrigin();
      request.url = origin + asked.slice(askedOrigin.length);
      // A proxy stands before the internet, never between two programs of this machine.
      delete request.agent;
      request.allowInsecureConnection = true;
      request.headers.set('x-forwarded-proto', 'https');
      request.headers.set(toldIn, host);
      try {
        return await inner.sendRequest(request);
      } catch (error) {
        if (isRefused(error)) throw localAzureDown(origin, error);
        throw error;
      } finally {
        // Retries and pollers read the URL again.
        request.url = asked;
      }
    },
  };
}

function localAzureDown(origin: string, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      code: 'local_azure_down',
      message: `The local Azure does not answer on ${origin}.`,
      action: 'Start it with `npm start` (or `npm run local-azure`), or set SLIPWAY_AZURE=azure.',
    },
    { cause },
  );
}

function endpointAgent(): Dispatcher {
  return singleton(`azure.endpoint-agent.${connectionKey()}`, () =>
    // A model may think for a long time before its first byte: callers bound their own waits.
    connectingAgent({
      connect: { lookup: isLocal() ? lookupLoopback : lookupPublic },
      headersTimeout: 0,
      bodyTimeout: 0,
    }),
  );
}

function streamAgent(): Dispatcher {
  return singleton(`azure.stream-agent.${connectionKey()}`, () => connectingAgent({}));
}

function connectionKey(): string {
  return `${env.azureMode}.${env.proxyUrl ?? ''}`;
}

/** Browsers resolve *.localhost by themselves; Node asks a name server, which does not know it. */
function lookupLoopback(_hostname: string, options: LookupOptions, callback: LookupCallback): void {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
}
