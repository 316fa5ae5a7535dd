// The library wants it to be there before itself.
import 'reflect-metadata';
import type { KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

export type Validity = { notBefore: Date; notAfter: Date };
export type KeyPair = { publicKey: KeyObject; privateKey: KeyObject };
/** Its certificate in PEM, and the key that belongs to it. */
export type Issuer = { certificate: string; privateKey: KeyObject };

/** A certificate of its own authority, in PEM. Keys are on P-256. RFC 5280, 4.2.1. */
export async function authorityCertificate(
  name: string,
  { publicKey, privateKey }: KeyPair,
  validity: Validity,
): Promise<string> {
  const key = toSpki(publicKey);
  const certificate = await X509CertificateGenerator.create({
    ...validity,
    subject: `CN=${name}`,
    issuer: `CN=${name}`,
    publicKey: key,
    signingKey: await toSigningKey(privateKey),
    signingAlgorithm: SIGNATURE,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(key),
    ],
  });
  return toPem(certificate);
}

/** A server's certificate for host names and IPv4 addresses, in PEM. RFC 5280, 4.2.1. */
export async function serverCertificate(
  issuer: Issuer,
  names: readonly string[],
  publicKey: KeyObject,
  validity: Validity,
): Promise<string> {
  const authority = new X509Certificate(issuer.certificate);
  // As the authority itself writes it: there is more than one way to form it.
  const authorityKeyId = authority.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  if (authorityKeyId === undefined)
    throw new Error('The certificate of the authority does not identify its key.');
  const key = toSpki(publicKey);
  const certificate = await X509CertificateGenerator.create({
    ...validity,
    subject: 'CN=Local Azure',
    issuer: authority.subjectName,
    publicKey: key,
    signingKey: await toSigningKey(issuer.privateKey),
    signingAlgorithm: SIGNATURE,
    extensions: [
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIPv4(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(key),
      new AuthorityKeyIdentifierExtension(authorityKeyId),
    ],
  });
  return toPem(certificate);
}

function toSpki(key: KeyObject) {
  return key.export({ type: 'spki', format: 'der' });
}

function toSigningKey(key: KeyObject) {
  const der = key.export({ type: 'pkcs8', format: 'der' });
  return crypto.subtle.importKey('pkcs8', der, CURVE, false, ['sign']);
}

function toPem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
