import { describe, expect, test } from 'vitest';
import { ACCOUNT, freshShares } from './testing.ts';

const at = freshShares();

describe('shares', () => {
  test('are created once, described, changed, listed and deleted', async () => {
    expect(await at.share.exists()).toBe(true);
    expect((await at.share.createIfNotExists()).succeeded).toBe(false);
    expect(await at.share.getProperties()).toMatchObject({ quota: 7, metadata: { team: 'a' } });
    await at.share.setQuota(9);
    await at.share.setMetadata({ team: 'b' });
    expect(await at.share.getProperties()).toMatchObject({ quota: 9, metadata: { team: 'b' } });

    const found = [];
    for await (const item of at.files.client.listShares({ prefix: at.share.name, includeMetadata: true }))
      found.push(item);
    expect(found).toMatchObject([{ name: at.share.name, metadata: { team: 'b' }, properties: { quota: 9 } }]);

    await at.share.delete();
    expect(await at.share.exists()).toBe(false);
    await expect(at.share.getProperties()).rejects.toMatchObject({ statusCode: 404, code: 'ShareNotFound' });
    expect((await at.share.deleteIfExists()).succeeded).toBe(false);
  });

  test('are listed page by page', async () => {
    for (const name of ['page-a', 'page-b', 'page-c'])
      await at.files.service.createShare(ACCOUNT, name, { quotaGiB: 1 });
    const pages = [];
    for await (const page of at.files.client.listShares({ prefix: 'page-' }).byPage({ maxPageSize: 2 }))
      pages.push(page.shareItems?.map((item) => item.name));
    expect(pages).toEqual([['page-a', 'page-b'], ['page-c']]);
  });

  test('know how much is in them', async () => {
    await at.upload('a.bin', Buffer.alloc(3000, 1));
    expect((await at.share.getStatistics()).shareUsageBytes).toBe(3000);
  });

  test('are folders that the control plane shares', async () => {
    expect(await at.files.service.createShare(ACCOUNT, at.share.name, { quotaGiB: 5 })).toBe(false);
    expect(await at.files.service.createShare('acct2', 'other', { quotaGiB: 5 })).toBe(true);
    expect(await at.files.service.listShares('acct2')).toMatchObject([{ name: 'other', quotaGiB: 5 }]);
    const deleteOther = () => at.files.service.deleteShare('acct2', 'other');
    expect((await Promise.all([deleteOther(), deleteOther()])).sort()).toEqual([false, true]);
    expect(await at.files.service.listShares('acct2')).toEqual([]);
    expect(() => at.files.service.shareFolder(ACCOUNT, '../x')).toThrow();
  });

  test('come and go at once, and whoever lists or changes one meanwhile is not disturbed', async () => {
    const { service, client } = at.files;
    const turn = async () => {
      await service.createShare('acct2', 'fleeting', { quotaGiB: 1 });
      await service.listShares('acct2');
      await client.listShares().byPage().next();
      await service.deleteShare('acct2', 'fleeting');
    };
    await Promise.all(Array.from({ length: 50 }, turn));
    expect(await service.listShares('acct2')).toEqual([]);
  });
});
