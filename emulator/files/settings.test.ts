import { describe, expect, test } from 'vitest';
import { ACCOUNT, freshShares } from './testing.ts';

const at = freshShares();
const SDDL = 'O:S-1-5-21-2127521184-1604012920-1887927527-21560751G:SYD:AI(A;;FA;;;SY)';

describe('stored access policies', () => {
  test('are kept as they are set, five of them at most', async () => {
    expect((await at.share.getAccessPolicy()).signedIdentifiers).toEqual([]);
    const startsOn = new Date('2030-01-01T00:00:00Z');
    const expiresOn = new Date('2030-02-01T00:00:00Z');
    const policy = (id: string) => ({ id, accessPolicy: { startsOn, expiresOn, permissions: 'rl' } });
    await at.share.setAccessPolicy([policy('readers'), policy('others')]);
    expect((await at.share.getAccessPolicy()).signedIdentifiers).toEqual([
      policy('readers'),
      policy('others'),
    ]);
    const six = ['1', '2', '3', '4', '5', '6'].map(policy);
    await expect(at.share.setAccessPolicy(six)).rejects.toMatchObject({ code: 'InvalidXmlDocument' });
    await at.share.setAccessPolicy();
    expect((await at.share.getAccessPolicy()).signedIdentifiers).toEqual([]);
  });

  test.each([
    ['no XML', '<Signed', 'InvalidXmlDocument'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><SignedIdentifiers />', 'InvalidXmlDocument'],
    [
      'a time that is none',
      '<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy><Start>soon</Start></AccessPolicy></SignedIdentifier></SignedIdentifiers>',
      'InvalidXmlNodeValue',
    ],
  ])('are refused with %s', async (_what, body, code) => {
    const target = `/${ACCOUNT}/${at.share.name}?comp=acl&restype=share`;
    expect(await at.files.send('PUT', target, { body })).toMatchObject({ status: 400, code });
  });
});

describe('permissions', () => {
  test('are kept under a key that entries can have', async () => {
    const { filePermissionKey = '' } = await at.share.createPermission(SDDL);
    expect((await at.share.createPermission(SDDL)).filePermissionKey).toBe(filePermissionKey);
    expect((await at.share.getPermission(filePermissionKey)).permission).toBe(SDDL);
    const file = at.root().getFileClient('file');
    await file.create(1, { filePermissionKey });
    expect((await file.getProperties()).filePermissionKey).toBe(filePermissionKey);
    const other = at.root().getFileClient('other');
    await other.create(1, { filePermission: SDDL });
    expect((await other.getProperties()).filePermissionKey).toBe(filePermissionKey);
  });

  test('that a share hands down can be read', async () => {
    const { filePermissionKey = '' } = await at.root().getFileClient('file').create(1);
    expect((await at.share.getPermission(filePermissionKey)).permission).toMatch(/^O:/);
  });

  test('that are none, or of no share, are refused', async () => {
    await expect(at.share.createPermission('everybody')).rejects.toMatchObject({
      code: 'FileInvalidPermission',
    });
    await expect(at.share.getPermission('1*2')).rejects.toMatchObject({ code: 'FileInvalidPermissionKey' });
    await expect(at.share.getPermission('../../share')).rejects.toMatchObject({
      code: 'FileInvalidPermissionKey',
    });
    const file = at.root().getFileClient('file');
    await expect(file.create(1, { filePermissionKey: '1*2' })).rejects.toMatchObject({
      code: 'FileInvalidPermissionKey',
    });
  });
});

describe('properties of the service', () => {
  test('are what Azure begins with, and then what was set', async () => {
    const { client } = at.files;
    expect(await client.getProperties()).toMatchObject({
      hourMetrics: {
        version: '1.0',
        enabled: true,
        includeAPIs: true,
        retentionPolicy: { enabled: true, days: 7 },
      },
      minuteMetrics: { version: '1.0', enabled: false },
    });
    await client.setProperties({
      cors: [
        {
          allowedOrigins: 'a.example',
          allowedMethods: 'GET',
          allowedHeaders: '',
          exposedHeaders: '',
          maxAgeInSeconds: 8,
        },
      ],
    });
    const changed = await client.getProperties();
    expect(changed.cors).toMatchObject([{ allowedOrigins: 'a.example', maxAgeInSeconds: 8 }]);
    expect(changed.hourMetrics?.enabled).toBe(true);
  });
});

describe('a share', () => {
  test('tells its tier, protocol and lease, and refuses what it cannot be', async () => {
    await at.share.setProperties({ accessTier: 'Cool' });
    expect(await at.share.getProperties()).toMatchObject({
      quota: 7,
      accessTier: 'Cool',
      protocols: { smbEnabled: true },
      leaseState: 'available',
      leaseStatus: 'unlocked',
    });
    for (const quotaInGB of [0, 102_401])
      await expect(at.share.setProperties({ quotaInGB })).rejects.toMatchObject({
        code: 'InvalidHeaderValue',
      });
    const nfs = at.files.client.getShareClient('nfs-share').create({ protocols: { nfsEnabled: true } });
    await expect(nfs).rejects.toMatchObject({ statusCode: 400, code: 'InvalidHeaderValue' });
    await expect(at.files.client.undeleteShare('gone', '1')).rejects.toMatchObject({ code: 'ShareNotFound' });
  });

  test('changes its ETag with its settings, not with its files', async () => {
    const { etag } = await at.share.getProperties();
    await at.upload('file', 'abc');
    expect((await at.share.getProperties()).etag).toBe(etag);
    at.files.clock.nowMs += 1;
    await at.share.setMetadata({ k: 'v' });
    expect((await at.share.getProperties()).etag).not.toBe(etag);
  });

  test('that is full takes no more, and takes again when there is room', async () => {
    await at.files.service.createShare(ACCOUNT, 'full-share', { quotaGiB: 0 });
    const file = at.files.client.getShareClient('full-share').rootDirectoryClient.getFileClient('file');
    await file.create(3);
    await expect(file.uploadRange('abc', 0, 3)).rejects.toMatchObject({ code: 'ShareSizeLimitReached' });
    await at.files.service.createShare(ACCOUNT, 'full-share', { quotaGiB: 1 });
    await file.uploadRange('abc', 0, 3);
  });

  test('counts what its files hold, not their holes', async () => {
    const sparse = at.root().getFileClient('sparse');
    await sparse.create(3 * 1024 ** 3);
    await sparse.uploadRange('abc', 0, 3);
    const answer = await at.files.send('GET', `/${ACCOUNT}/${at.share.name}?restype=share&comp=stats`);
    expect(answer.text).toMatch(/<ShareUsageBytes>[1-9]\d{0,4}<\/ShareUsageBytes>/);
  });

  test('named so, or for which a fault is armed, is full', async () => {
    const file = at.root().getFileClient('fault-disk-full.bin');
    await file.create(3);
    await expect(file.uploadRange('abc', 0, 3)).rejects.toMatchObject({ code: 'ShareSizeLimitReached' });
    const { id } = at.files.faults.arm('disk-full', at.share.name);
    await expect(at.upload('other', 'abc')).rejects.toMatchObject({
      statusCode: 403,
      code: 'ShareSizeLimitReached',
    });
    at.files.faults.disarm(id);
    await at.upload('other', 'abc');
  });
});
