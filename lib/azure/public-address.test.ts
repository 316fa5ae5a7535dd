import { describe, expect, it } from 'vitest';
import { isPublicAddress, lookupPublic } from '@/lib/azure/public-address';

describe('isPublicAddress', () => {
  it.each(['20.50.2.1', '8.8.8.8', '2603:1030::1'])('lets %s through', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.10',
    '169.254.169.254',
    '168.63.129.16',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a01:203',
    '64:ff9b:1::a01:203',
    '2002:a01:203::1',
    'not an address',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('lookupPublic', () => {
  it.each([true, false])('refuses a name that leads inside, asked for all addresses: %s', async (all) => {
    const error = await new Promise((resolve) => lookupPublic('localhost', { all }, resolve));
    expect(error).toMatchObject({ message: expect.stringContaining('private network') });
  });
});
