import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import { z } from 'zod';
import { resumeRevisions } from './arm/container-apps/revisions.ts';
import { watchRevisions } from './arm/container-apps/watch-revisions.ts';
import { resumeDeployments } from './arm/deployments/resume-deployments.ts';
import { accountKeys, accountTenant, sharedKeyAllowed } from './arm/kinds/storage-account.ts';
import { createOperations } from './arm/operations.ts';
import { performOperation } from './arm/perform-operation.ts';
import { recoverTransitions } from './arm/recover.ts';
import { createFaults } from './armed-faults.ts';
import type { Clock } from './clock.ts';
import type { EmulatorContext } from './context.ts';
import { createFilesService } from './files/create-files-service.ts';
import { createTokens } from './identity/tokens.ts';
import { createListener } from './listener.ts';
import { azureNames, loopbackNames } from './public-names.ts';
import { createReplicaHost } from './replicas/create-replica-host.ts';
import { applySeed, readSeed, type Seed } from './seed.ts';
import { lockData } from './state/data-lock.ts';
import type { Account } from './state/models.ts';
import { openState, type State } from './state/state.ts';
import { systemClock } from './system-clock.ts';
import { createTasks } from './tasks.ts';
import type { Authority } from './tls/authority.ts';
import { addVoices } from './tls/voices.ts';

export type EmulatorOptions = {
  /** Everything that is kept: documents, share contents, replica records. One emulator at a time. */
  dataDir: string;
  /** The environments that stand for container images; several emulators may share it. */
  imagesDir: string;
  /** 0 takes a free one. */
  port: number;
  /** Factor on transition and back-off times; 0 makes them immediate. */
  pace: number;
  /** A seed file, laid out when the data folder is new. */
  seed?: string;
  /** Answers TLS and `CONNECT` on the port as well, and names resources as Azure does. */
  tls?: boolean;
  /** Refuses control plane requests without a valid token of the sign-in service here; else tokens are ignored. */
  strict?: boolean;
  clock?: Clock;
  /** Hears of errors in background work; by default they surface as an unhandled rejection. */
  onError?: (error: unknown) => void;
};

export type Emulator = {
  url: string;
  port: number;
  /** The certificate that clients are to trust, in PEM; absent without TLS. */
  certificatePath?: string;
  /** Ends the server, all background work and every replica. What was in progress goes on at the next start. */
  close(): Promise<void>;
};

const HOST = '127.0.0.1';
const KEEP_ALIVE_MS = 65_000;
const SIGNING_KEY_BYTES = 32;
const STORAGE_AUDIENCES = ['https://storage.azure.com'];
const DEFAULT_SEED = {
  tenant: {
    id: '5a3b1e00-0000-4000-8000-000000000001',
    displayName: 'Sample tenant',
    defaultDomain: 'sample.onmicrosoft.com',
  },
  subscription: { id: '5a3b1e00-0000-4000-8000-000000000002', displayName: 'Sample subscription' },
};

/**
 * Starts a local Azure and resolves when it answers. Rejects when the port or the data folder is taken, or the seed
 * cannot be laid out.
 */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const seed = options.seed === undefined ? undefined : await readSeed(options.seed);
  const unlock = await lockData(resolve(options.dataDir));
  const { state, server, port } = await open(options).catch((error: unknown) => {
    unlock();
    throw error;
  });
  const context = createContext(options, state, port);
  openAccount(context, seed);
  const authority = options.tls ? await openTls(context.dataDir) : undefined;
  const endVoices = authority && addVoices(server, authority);
  server.on('request', createListener(context));

  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    endVoices?.();
    await Promise.all([closed, context.tasks.close(), context.replicas.close()]);
    unlock();
  };
  try {
    context.operations.resume();
    recoverTransitions(context);
    resumeRevisions(context);
    resumeDeployments(context);
    context.tasks.run(() => watchRevisions(context));
    if (seed && !context.account().seeded) {
      await applySeed(context, seed);
      context.state.account.put('account', { ...context.account(), seeded: true });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: context.origin,
    port,
    ...(authority && { certificatePath: authority.certificatePath }),
    close,
  };
}

/** Loads what writes certificates only where TLS is on: that takes longer than all the rest together. */
async function openTls(dataDir: string): Promise<Authority> {
  const { openAuthority } = await import('./tls/authority.ts');
  return openAuthority(resolve(dataDir, 'tls'), Date.now());
}

/** Throws when a document cannot be read or the port is taken. */
async function open({
  dataDir,
  port,
}: EmulatorOptions): Promise<{ state: State; server: Server; port: number }> {
  return { state: openState(resolve(dataDir, 'state')), ...(await listen(port)) };
}

/** Takes the port before anything else is changed: a second emulator must not disturb the first one's replicas. */
async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, HOST);
  await once(server, 'listening');
  return { server, port: z.object({ port: z.number() }).parse(server.address()).port };
}

/** What every part works with, before anything runs. */
export function createContext(options: EmulatorOptions, state: State, port: number): EmulatorContext {
  const clock = options.clock ?? systemClock;
  const dataDir = resolve(options.dataDir);
  const faults = createFaults();
  const tasks = createTasks(options.onError ?? ((error) => void Promise.reject(error)));
  const context: EmulatorContext = {
    clock,
    pace: options.pace,
    dataDir,
    faults,
    tasks,
    state,
    files: createFilesService({
      root: resolve(dataDir, 'files'),
      now: clock.now,
      faults,
      accountKeys: (account) => accountKeys(context, account),
      acceptsToken: (token, account) =>
        context.tokens.accepts(token, STORAGE_AUDIENCES, accountTenant(context, account)),
      sharedKeyAllowed: (account) => sharedKeyAllowed(context, account),
    }),
    replicas: createReplicaHost({
      dir: resolve(dataDir, 'replicas'),
      imagesDir: resolve(options.imagesDir),
      clock,
      pace: options.pace,
      faults,
    }),
    operations: createOperations(() => context, performOperation),
    account() {
      const account = context.state.account.get('account');
      if (!account) throw new Error('The account has not been opened yet.');
      return account;
    },
    origin: `http://${HOST}:${port}`,
    tokens: createTokens(resolve(dataDir, 'identity'), () => context.account().tenant.id, clock),
    strict: options.strict ?? false,
    names: options.tls ? azureNames : loopbackNames(port),
  };
  return context;
}

function openAccount(context: EmulatorContext, seed: Seed | undefined): void {
  if (context.state.account.get('account')) return;
  const { tenant, subscription, tenants } = seed ?? { ...DEFAULT_SEED, tenants: undefined };
  const signingKey = randomBytes(SIGNING_KEY_BYTES).toString('base64');
  const account: Account = { tenant, subscription, tenants, signingKey, seeded: false };
  context.state.account.put('account', account);
}
