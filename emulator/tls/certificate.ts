import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bits,
  boolean,
  integer,
  octets,
  oid,
  sequence,
  set,
  tagged,
  taggedBytes,
  utcTime,
  utf8,
} from './der.ts';

const SERIAL_BYTES = 16;
const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const VERSION_3 = tagged(0, integer(Buffer.of(2)));
const SERVER_AUTH = oid('1.3.6.1.5.5.7.3.1');
const DNS_NAME = 2;
const IP_ADDRESS = 7;
// The bits of RFC 5280, 4.2.1.3, the first one highest.
const DIGITAL_SIGNATURE = bits(Buffer.of(0b1000_0000), 7);
const CERT_AND_CRL_SIGN = bits(Buffer.of(0b0000_0110), 1);

export type Validity = { notBeforeMs: number; notAfterMs: number };
export type Issuer = { name: string; publicKey: KeyObject; privateKey: KeyObject };

/** A certificate of its own authority, in PEM. Keys are on P-256. RFC 5280. */
export function authorityCertificate(issuer: Issuer, validity: Validity): string {
  return certificate(issuer, issuer.name, issuer.publicKey, validity, [
    extension('2.5.29.19', true, sequence(boolean(true))),
    extension('2.5.29.15', true, CERT_AND_CRL_SIGN),
    extension('2.5.29.14', false, octets(keyId(issuer.publicKey))),
  ]);
}

/** A server's certificate for host names and IPv4 addresses, in PEM. RFC 5280. */
export function serverCertificate(
  issuer: Issuer,
  names: readonly string[],
  publicKey: KeyObject,
  validity: Validity,
): string {
  const alternatives = names.map((name) =>
    isIPv4(name)
      ? taggedBytes(IP_ADDRESS, Buffer.from(name.split('.').map(Number)))
      : taggedBytes(DNS_NAME, Buffer.from(name, 'ascii')),
  );
  return certificate(issuer, 'Local Azure', publicKey, validity, [
    extension('2.5.29.17', false, sequence(...alternatives)),
    extension('2.5.29.19', true, sequence()),
    extension('2.5.29.15', true, DIGITAL_SIGNATURE),
    extension('2.5.29.37', false, sequence(SERVER_AUTH)),
    extension('2.5.29.14', false, octets(keyId(publicKey))),
    extension('2.5.29.35', false, sequence(taggedBytes(0, keyId(issuer.publicKey)))),
  ]);
}

function certificate(
  issuer: Issuer,
  subject: string,
  publicKey: KeyObject,
  { notBeforeMs, notAfterMs }: Validity,
  extensions: Buffer[],
): string {
  const serial = randomBytes(SERIAL_BYTES);
  // A serial number is positive, and written without bytes that say nothing.
  serial.writeUInt8((serial.readUInt8() & 0x3f) | 0x40);
  const content = sequence(
    VERSION_3,
    integer(serial),
    ECDSA_WITH_SHA256,
    commonName(issuer.name),
    sequence(utcTime(notBeforeMs), utcTime(notAfterMs)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  return toPem(sequence(content, ECDSA_WITH_SHA256, bits(signature)));
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(name))));
}

function extension(id: string, critical: boolean, content: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(content));
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
