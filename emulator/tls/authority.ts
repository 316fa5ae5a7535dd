import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { hostRole } from '../public-names.ts';
import { authorityCertificate, type Issuer, serverCertificate, type Validity } from './certificate.ts';

const NAME = 'Local Azure certificate authority';
const LOOPBACK_NAMES = ['localhost', '127.0.0.1'];
const DAY_MS = 24 * 60 * 60_000;
const AUTHORITY_LIFETIME_MS = 3650 * DAY_MS;
/** Some systems trust no server certificate that is valid for longer than 825 days, whoever signed it. */
const SERVER_LIFETIME_MS = 820 * DAY_MS;
/** Clocks of clients may be behind. */
const BACKDATED_MS = DAY_MS;
/** Names that keep a certificate at hand; one is made again in a few milliseconds. */
const MAX_CONTEXTS = 200;

export type Authority = {
  /** What clients are told to trust. */
  certificatePath: string;
  certificate: string;
  /** What to show under a name of Azure's, or under a loopback one; undefined for a name that is not played here. */
  contextFor(servername: string): Promise<SecureContext> | undefined;
  /** What to show to clients that name nobody: those that connect to an address. */
  loopback: { key: string; cert: string };
};

/**
 * Opens the certificate authority of a data folder, made at its first use: `ca.pem` for everybody, `ca.key` for this
 * user alone. It signs for the names that are played here and for no other.
 */
export async function openAuthority(folder: string, nowMs: number): Promise<Authority> {
  const issuer = readAuthority(folder, nowMs) ?? (await createAuthority(folder, nowMs));
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = String(server.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const validity = validFor(SERVER_LIFETIME_MS, nowMs);
  const contexts = new Map<string, Promise<SecureContext>>();

  const identity = async (names: readonly string[]) => ({
    key,
    cert: await serverCertificate(issuer, names, server.publicKey, validity),
  });

  return {
    certificatePath: join(folder, 'ca.pem'),
    certificate: issuer.certificate,
    loopback: await identity(LOOPBACK_NAMES),
    contextFor(servername) {
      const name = servername.toLowerCase();
      const role = hostRole(name);
      if (role === undefined) return undefined;
      const known = contexts.get(name);
      if (known) return known;
      const oldest = contexts.keys().next();
      if (contexts.size >= MAX_CONTEXTS && !oldest.done) contexts.delete(oldest.value);
      const made = identity(role === 'loopback' ? LOOPBACK_NAMES : [name]).then(createSecureContext);
      contexts.set(name, made);
      return made;
    },
  };
}

function readAuthority(folder: string, nowMs: number): Issuer | undefined {
  try {
    const certificate = readFileSync(join(folder, 'ca.pem'), 'utf8');
    const privateKey = createPrivateKey(readFileSync(join(folder, 'ca.key')));
    const parsed = new X509Certificate(certificate);
    if (!parsed.checkPrivateKey(privateKey) || parsed.validToDate.getTime() < nowMs) return undefined;
    return { certificate, privateKey };
  } catch {
    // Missing or half written by a process that was killed: nobody trusts it yet.
    return undefined;
  }
}

async function createAuthority(folder: string, nowMs: number): Promise<Issuer> {
  mkdirSync(folder, { recursive: true });
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = await authorityCertificate(NAME, keys, validFor(AUTHORITY_LIFETIME_MS, nowMs));
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeWhole(join(folder, 'ca.key'), String(key), 0o600);
  writeWhole(join(folder, 'ca.pem'), certificate, 0o644);
  return { certificate, privateKey: keys.privateKey };
}

function validFor(lifetimeMs: number, nowMs: number): Validity {
  return { notBefore: new Date(nowMs - BACKDATED_MS), notAfter: new Date(nowMs + lifetimeMs) };
}

function writeWhole(path: string, content: string, mode: number): void {
  writeFileSync(`${path}.new`, content, { mode });
  renameSync(`${path}.new`, path);
}
