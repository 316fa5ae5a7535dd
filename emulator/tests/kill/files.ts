import { createHash } from 'node:crypto';
import { ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { expect } from 'vitest';
import { Known, type Subject, unlessMissing } from './known.ts';
import { revision } from './resources.ts';

const MAX_BYTES = 256 * 1024;

/** What a file is: its metadata and the MD5 of its bytes; undefined while it is not there. */
type FileState = { rev: string; md5: string } | undefined;

/** A file that is made, filled by one range, described anew and deleted, each of it one request. */
export function fileSubject(
  name: string,
  at: { url: () => string; account: string; key: string; share: string },
  random: () => number,
): Subject {
  const credential = new StorageSharedKeyCredential(at.account, at.key);
  const known = new Known<FileState>(undefined);
  let size = 0;
  const file = () =>
    new ShareServiceClient(`${at.url()}/${at.account}`, credential, { retryOptions: { maxTries: 1 } })
      .getShareClient(at.share)
      .getDirectoryClient('dir')
      .getFileClient(`${name}.bin`);
  return {
    name,
    async step() {
      const before = known.state;
      const chance = random();
      if (before === undefined || chance < 0.3) {
        const rev = revision(random);
        size = 1 + Math.floor(random() * MAX_BYTES);
        const state = { rev, md5: md5Of(Buffer.alloc(size)) };
        return known.change(state, () => file().create(size, { metadata: { rev } }));
      }
      if (chance < 0.7) {
        const content = Buffer.alloc(size, revision(random));
        const state = { ...before, md5: md5Of(content) };
        return known.change(state, () => file().uploadRange(content, 0, size));
      }
      if (chance < 0.9) {
        const state = { ...before, rev: revision(random) };
        return known.change(state, () => file().setMetadata({ rev: state.rev }));
      }
      return known.change(undefined, () => file().delete());
    },
    async check() {
      const properties = await unlessMissing(file().getProperties());
      if (properties === undefined) return known.settle(undefined);
      const content = await file().downloadToBuffer();
      size = content.length;
      expect(properties.contentLength).toBe(size);
      known.settle({ rev: properties.metadata?.rev ?? '', md5: md5Of(content) });
    },
  };
}

function md5Of(content: Buffer): string {
  return createHash('md5').update(content).digest('hex');
}
