import 'server-only';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';
import { env } from '@/lib/config/env';
import { type ErrorInfo, toErrorInfo } from '@/lib/core/errors';
import { settleLimited } from '@/lib/core/settle-limited';

/** The Azure CLI is a program that is started for each tenant and takes a second. */
const SIGN_INS_AT_ONCE = 4;
/** A picker must not wait for a tenant that does not answer. */
const SIGN_IN_TIMEOUT_MS = 10_000;
/** Beyond these a sign-in is tried only once the tenant is chosen. */
const MAX_CHECKED = 24;

export type Tenant = { id: string; name: string; domain: string };

export type SignIn =
  | { state: 'signed-in' }
  /** The sign-in service did not answer in time, or was not asked. */
  | { state: 'unknown' }
  | { state: 'refused'; error: ErrorInfo };

/** The tenants that the signed-in identity belongs to, by name. */
export async function listTenants(signal?: AbortSignal): Promise<Tenant[]> {
  const client = new SubscriptionClient(getCredential(), armClientOptions());
  const tenants = await listAzure('list tenants', signal, (options) => client.tenants.list(options));
  return tenants
    .flatMap(({ tenantId, displayName, defaultDomain }) =>
      tenantId
        ? [{ id: tenantId, name: displayName || defaultDomain || tenantId, domain: defaultDomain ?? '' }]
        : [],
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** As `listTenants`, with whether Slipway can sign in to each: a membership alone opens no tenant. */
export async function listTenantSignIns(signal?: AbortSignal): Promise<(Tenant & { signIn: SignIn })[]> {
  const tenants = await listTenants(signal);
  const states = await settleLimited(tenants.slice(0, MAX_CHECKED), SIGN_INS_AT_ONCE, ({ id }) =>
    checkSignIn(id, signal),
  );
  return tenants.map((tenant, index) => {
    const state = states[index];
    return { ...tenant, signIn: state?.status === 'fulfilled' ? state.value : { state: 'unknown' } };
  });
}

async function checkSignIn(tenantId: string, signal: AbortSignal | undefined): Promise<SignIn> {
  const timeout = AbortSignal.timeout(SIGN_IN_TIMEOUT_MS);
  try {
    await callAzure('sign in', signal, ({ abortSignal }) => {
      const bounded = AbortSignal.any([abortSignal, timeout]);
      // Not every kind of credential heeds the signal.
      return Promise.race([
        getCredential(tenantId).getToken(env.cloud.armScope, { abortSignal: bounded }),
        new Promise<never>((_resolve, reject) => {
          bounded.addEventListener('abort', () => reject(bounded.reason), { once: true });
        }),
      ]);
    });
    return { state: 'signed-in' };
  } catch (error) {
    if (signal?.aborted) throw error;
    if (timeout.aborted) return { state: 'unknown' };
    return { state: 'refused', error: toErrorInfo(error) };
  }
}
