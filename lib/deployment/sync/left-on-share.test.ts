import { describe, expect, it } from 'vitest';
import { leftOnShare } from '@/lib/deployment/sync/left-on-share';

const APP = 'inference/app.py';
const before = { size: 3, sha256: 'before', writtenAt: 1_000 };
const after = { size: 3, sha256: 'after', writtenAt: 2_000 };
const remote = (writtenAt?: number, path = APP) => ({
  files: writtenAt === undefined ? [] : [{ path, size: 3, writtenAt }],
  directories: new Set<string>(),
});

describe('leftOnShare, after a sync that broke off', () => {
  const pending = { files: { [APP]: before }, folders: [], pending: { [APP]: after } };

  it('knows by its time whether a file is the old one or the new one', () => {
    expect(leftOnShare(pending, remote(1_000)).get(APP)).toBe(before);
    expect(leftOnShare(pending, remote(2_000)).get(APP)).toBe(after);
  });

  it('holds on to the old one where someone else has written, so that this is seen', () => {
    expect(leftOnShare(pending, remote(3_000)).get(APP)).toBe(before);
  });

  it('forgets what is gone, and what has come under another name', () => {
    const removing = { files: { [APP]: before }, folders: [], pending: { [APP]: null } };
    expect(leftOnShare(removing, remote()).size).toBe(0);
    expect(leftOnShare(removing, remote(2_000, 'inference/App.py')).size).toBe(0);
    expect(leftOnShare(removing, remote(1_000)).get(APP)).toBe(before);
  });

  it('knows nothing of a new file until it is there', () => {
    const adding = { files: {}, folders: [], pending: { [APP]: after } };
    expect(leftOnShare(adding, remote()).size).toBe(0);
    expect(leftOnShare(adding, remote(3_000)).size).toBe(0);
    expect(leftOnShare(adding, remote(2_000)).get(APP)).toBe(after);
  });
});

it('takes nothing from a manifest that points outside the folder', () => {
  const files = { 'models/base/config.json': before, 'inference/../models/adapter.bin': before };
  expect(leftOnShare({ files, folders: [], pending: files }, remote()).size).toBe(0);
});
