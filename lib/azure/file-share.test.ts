import { beforeAll, describe, expect, it } from 'vitest';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import { MAX_RANGE_BYTES } from '@/lib/azure/share-contract';
import { TUNED_ACCOUNT as accountName, TUNED_SHARE as shareName } from '@/tests/azure-errors/deploy';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { armFault } from '@/tests/plan-for';
import type { Emulator } from '../../emulator/emulator';

const onEnd = afterSuite();
const WRITTEN = new Date('2020-02-02T02:02:02.020Z');
const MIB = 1024 * 1024;

let azure: Emulator;
let share: FileShare;
beforeAll(async () => {
  azure = await startLocalAzure({ onEnd });
  share = await openFileShare({ ...sample, accountName, shareName });
});

async function bytesOf(path: string): Promise<Buffer> {
  const read = await share.readBytes(path, 64 * MIB);
  if (!read?.bytes) throw new Error(`${path} is not there.`);
  return read.bytes;
}

describe('the files of a share', () => {
  it('are put with their content and the time that their writer gives them', async () => {
    await share.put('put é%+ #.txt', Buffer.from('text'), WRITTEN);
    const state = { size: 4, writtenAt: WRITTEN.getTime() };
    expect(await share.stat('put é%+ #.txt')).toEqual(state);
    expect(await share.list('')).toContainEqual({ name: 'put é%+ #.txt', kind: 'file', ...state });
    await share.put('empty', Buffer.alloc(0), WRITTEN);
    expect(await share.readBytes('empty', 0)).toEqual({ size: 0, bytes: Buffer.alloc(0) });
  });

  it('are filled range by range, in any order, without another time of writing', async () => {
    const content = Buffer.alloc(MAX_RANGE_BYTES + 10, 'content');
    await share.allocate('ranges', content.byteLength, WRITTEN);
    await Promise.all(
      [MAX_RANGE_BYTES, 0].map((at) =>
        share.writeRange('ranges', at, content.subarray(at, at + MAX_RANGE_BYTES)),
      ),
    );
    expect(await share.stat('ranges')).toMatchObject({ writtenAt: WRITTEN.getTime() });
    expect((await bytesOf('ranges')).equals(content)).toBe(true);
  });

  it('take the place of others by a move, that does no harm when it is asked for twice', async () => {
    await share.put('old', Buffer.from('old'), new Date());
    await share.put('new', Buffer.from('newer'), WRITTEN);
    const moved = { size: 5, writtenAt: WRITTEN.getTime() };
    await share.rename('new', 'old', moved);
    await share.rename('new', 'old', moved);
    expect(await share.readText('old')).toBe('newer');
    expect(await share.stat('old')).toMatchObject(moved);
    expect(await share.stat('new')).toBeNull();
    const missing = { info: { code: 'ResourceNotFound' } };
    await expect(share.rename('new', 'old')).rejects.toMatchObject(missing);
    await expect(share.rename('new', 'old', { size: 1, writtenAt: 1 })).rejects.toMatchObject(missing);
  });

  it('are copied over others where they lie', async () => {
    await share.put('from', Buffer.from('kept'), new Date());
    await share.put('to', Buffer.from('replaced'), new Date());
    await share.copy('from', 'to', WRITTEN);
    expect(await share.readText('to')).toBe('kept');
    expect(await share.stat('to')).toMatchObject({ writtenAt: WRITTEN.getTime() });
    await expect(share.copy('nothing', 'to', WRITTEN)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('are read as far as they are not too large, and told of where they are', async () => {
    await share.put('five', Buffer.from('12345'), WRITTEN);
    expect(await share.readBytes('five', 4)).toEqual({ size: 5, bytes: null });
    expect(await share.readBytes('five', 5)).toEqual({ size: 5, bytes: Buffer.from('12345') });
    expect(await share.readBytes('no/where', 5)).toBeNull();
    expect(await share.readText('nowhere')).toBeNull();
  });

  it('hold texts that do not fit into one request', async () => {
    const text = 'x'.repeat(MAX_RANGE_BYTES + 1);
    await share.writeText('long.txt', text);
    expect((await bytesOf('long.txt')).toString()).toBe(text);
    expect(await share.stat('long.txt.new')).toBeNull();
  });

  it('are not there in a share that is not', async () => {
    const missing = await openFileShare({ ...sample, accountName, shareName: 'missing' });
    expect([await share.exists(), await missing.exists()]).toEqual([true, false]);
    expect(await missing.list('')).toBeNull();
  });
});

describe('a connection that breaks', () => {
  it.each([
    ['reading', 'readText', () => share.readText('reset-text'), 'text'],
    ['a listing', 'list', async () => (await share.list('reset'))?.map(({ name }) => name), ['a']],
    ['a move', 'rename', () => share.rename('reset-from', 'reset-to', moved), undefined],
    ['a removal', 'deleteFile', () => share.deleteFile('reset-gone'), undefined],
  ])('in %s is borne', async (_, __, act, outcome) => {
    await prepare();
    await armFault(azure, 'reset', `${shareName}/reset`, 1);
    expect(await act()).toEqual(outcome);
  });

  const moved = { size: 4, writtenAt: WRITTEN.getTime() };
  async function prepare() {
    await share.makeDirectory('reset');
    for (const path of ['reset/a', 'reset-text', 'reset-from', 'reset-gone'])
      await share.put(path, Buffer.from('text'), WRITTEN);
  }
});

describe('the way into an account', () => {
  const writes = async () => {
    const opened = await openFileShare({ ...sample, accountName, shareName });
    await opened.put('way', Buffer.from('in'), new Date());
    return opened.readText('way');
  };

  it('is a token, for which no key is asked', async () => {
    await armFault(azure, 'denied', accountName);
    await armFault(azure, 'keys-forbidden', accountName);
    expect(await writes()).toBe('in');
  });

  it('is the key where the identity has no role for files, asked for once however much is done', async () => {
    await armFault(azure, 'no-data-role', accountName);
    const opened = await openFileShare({ ...sample, accountName, shareName });
    await Promise.all(['a', 'b', 'c'].map((path) => opened.put(path, Buffer.from(path), WRITTEN)));
    // From here on the account gives out no key, and needs to give none.
    await armFault(azure, 'denied', accountName);
    expect(await opened.readText('c')).toBe('c');
    expect(await opened.readText('nothing')).toBeNull();
  });

  it('is a token again where the key that was remembered is not taken any more', async () => {
    await armFault(azure, 'keys-forbidden', accountName);
    expect(await writes()).toBe('in');
  });

  it.each(['keys-forbidden', 'denied'] as const)(
    'is none without a role and with %s, which tells of the role',
    async (fault) => {
      await armFault(azure, 'no-data-role', accountName);
      await armFault(azure, fault, accountName);
      await expect(writes()).rejects.toMatchObject({
        kind: 'forbidden',
        info: {
          code: 'AuthorizationPermissionMismatch',
          action: expect.stringContaining('Storage File Data Privileged Contributor'),
        },
      });
    },
  );
});
