import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, freshShares } from './testing.ts';

const at = freshShares();

describe('what would leave the share', () => {
  test.each(['..', 'a/../../b', '%2e%2e', '..%2f..%2fother', 'a%5cb', 'nul%00'])(
    '%s is refused',
    async (path) => {
      const response = await fetchRaw(`/${ACCOUNT}/${at.share.name}/${path}`);
      expect(response.headers.get('x-ms-error-code')).toBe('InvalidResourceName');
    },
  );

  test('a link is neither read nor listed nor followed', async () => {
    await writeFile(join(at.files.root, 'secret'), 'secret');
    await symlink(join(at.files.root, 'secret'), at.onDisk('link'));
    await symlink(at.files.root, at.onDisk('out'));
    for (const name of ['link', 'LINK']) expect(await at.root().getFileClient(name).exists()).toBe(false);
    await expect(at.root().getFileClient('link').create(1)).rejects.toMatchObject({
      code: 'ResourceTypeMismatch',
    });
    await expect(
      at.root().getDirectoryClient('out').getFileClient('secret').download(),
    ).rejects.toMatchObject({
      code: 'ParentNotFound',
    });
    expect((await at.root().listFilesAndDirectories().next()).done).toBe(true);
  });
});

/** Sends a request target as it is written: `fetch` would resolve the dots. */
async function fetchRaw(path: string): Promise<Response> {
  const request = new Request(at.files.url, { headers: { 'x-ms-version': '2026-10-06' } });
  return at.files.service.handle(request, path);
}
