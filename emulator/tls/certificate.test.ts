// The library wants it to be there before itself.
import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { expect, test } from 'vitest';
import { authorityCertificate, serverCertificate } from './certificate.ts';

const VALIDITY = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('an authority may sign certificates and nothing else', async () => {
  const certificate = new X509Certificate(await authorityCertificate('Some authority', newKeys(), VALIDITY));
  expect(certificate.subject).toBe('CN=Some authority');
  expect(certificate.issuer).toBe(certificate.subject);
  expect(certificate.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: true, critical: true });
  expect(certificate.getExtension(KeyUsagesExtension)).toMatchObject({
    usages: KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
    critical: true,
  });
});

test("a server's certificate has all that strict clients look for", async () => {
  const keys = newKeys();
  const authority = await authorityCertificate('Some authority', keys, VALIDITY);
  const issuer = { certificate: authority, privateKey: keys.privateKey };
  const server = new X509Certificate(
    await serverCertificate(issuer, ['localhost', '127.0.0.1'], newKeys().publicKey, VALIDITY),
  );
  expect(server.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: false, critical: true });
  expect(server.getExtension(KeyUsagesExtension)).toMatchObject({
    usages: KeyUsageFlags.digitalSignature,
    critical: true,
  });
  expect(server.getExtension(ExtendedKeyUsageExtension)?.usages).toEqual([SERVER_AUTH]);
  expect(server.getExtension(SubjectKeyIdentifierExtension)?.keyId).toMatch(/^[0-9a-f]{40}$/);
  expect(server.getExtension(AuthorityKeyIdentifierExtension)?.keyId).toBe(
    new X509Certificate(authority).getExtension(SubjectKeyIdentifierExtension)?.keyId,
  );
});

test('an authority that was made otherwise is named as it names itself', async () => {
  const keys = newKeys();
  const pkcs8 = keys.privateKey.export({ type: 'pkcs8', format: 'der' });
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const authority = await X509CertificateGenerator.create({
    ...VALIDITY,
    subject: [{ CN: ['Älteres Amt'] }],
    issuer: [{ CN: ['Älteres Amt'] }],
    publicKey: keys.publicKey.export({ type: 'spki', format: 'der' }),
    signingKey: await crypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['sign']),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new SubjectKeyIdentifierExtension('0a0b0c')],
  });
  const issuer = { certificate: authority.toString('pem'), privateKey: keys.privateKey };
  const server = new X509Certificate(
    await serverCertificate(issuer, ['localhost'], newKeys().publicKey, VALIDITY),
  );
  expect(server.issuer).toBe(authority.subject);
  expect(server.getExtension(AuthorityKeyIdentifierExtension)?.keyId).toBe('0a0b0c');
});
