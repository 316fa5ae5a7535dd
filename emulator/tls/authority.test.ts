import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAuthority } from './authority.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-azure-tls-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the authority outlives a restart, and its key is for this user alone', async () => {
  const { certificate, certificatePath } = await openAuthority(folder, Date.now());
  expect(await readFile(certificatePath, 'utf8')).toBe(certificate);
  expect((await openAuthority(folder, Date.now())).certificate).toBe(certificate);
  expect((await stat(join(folder, 'ca.key'))).mode & 0o777).toBe(0o600);
  expect((await stat(certificatePath)).mode & 0o777).toBe(0o644);
});

test('what it signs for loopback holds for the name and the address, and is signed by it', async () => {
  const { certificate, loopback } = await openAuthority(folder, Date.now());
  const authority = new X509Certificate(certificate);
  const server = new X509Certificate(loopback.cert);
  expect(authority.ca).toBe(true);
  expect(authority.verify(authority.publicKey)).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.checkIssued(authority)).toBe(true);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkHost('localhost')).toBe('localhost');
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(server.checkHost('management.azure.com')).toBeUndefined();
});

test('it signs for the names that are played here, and for no other', async () => {
  const { contextFor } = await openAuthority(folder, Date.now());
  const played = [
    'management.azure.com',
    'LOGIN.microsoftonline.com',
    'account1.file.core.windows.net',
    'eastus.azurecontainerapps.dev',
    'web--v2.calm-0a1b2c3d.eastus.azurecontainerapps.io',
    'localhost',
  ];
  expect(played.filter((name) => contextFor(name) === undefined)).toEqual([]);
  expect(await contextFor('management.azure.com')).toBe(await contextFor('management.azure.com'));
  const others = [
    'example.com',
    'portal.azure.com',
    'account1.blob.core.windows.net',
    'management.azure.com.example.com',
    'azurecontainerapps.io',
    `${'a.'.repeat(120)}eastus.azurecontainerapps.io`,
    '',
  ];
  expect(others.filter((name) => contextFor(name) !== undefined)).toEqual([]);
});

test.each(['ca.pem', 'ca.key'])('a damaged %s is made anew, and so is the other file', async (name) => {
  const { certificate } = await openAuthority(folder, Date.now());
  await writeFile(join(folder, name), 'not a key');
  const again = await openAuthority(folder, Date.now());
  expect(again.certificate).not.toBe(certificate);
  expect((await openAuthority(folder, Date.now())).certificate).toBe(again.certificate);
});

test('an authority whose time is over is made anew', async () => {
  const { certificate } = await openAuthority(folder, Date.now() - 11 * YEAR_MS);
  expect((await openAuthority(folder, Date.now())).certificate).not.toBe(certificate);
});
