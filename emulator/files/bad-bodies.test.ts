import { once } from 'node:events';
import { connect } from 'node:net';
import { generateFileSASQueryParameters, ShareSASPermissions } from '@azure/storage-file-share';
import { expect, test } from 'vitest';
import { ACCOUNT, freshShares } from './testing.ts';

const at = freshShares();
const path = (rest: string) => `/${ACCOUNT}/${at.share.name}${rest}`;
const HOUR_MS = 3_600_000;

test('a body with another checksum changes nothing, and both checksums are told', async () => {
  await at.upload('file', 'abc');
  const headers = {
    'x-ms-write': 'update',
    'x-ms-range': 'bytes=0-2',
    'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==',
  };
  const answer = await at.files.send('PUT', path('/file?comp=range'), { headers, body: 'xyz' });
  expect(answer).toMatchObject({ status: 400, code: 'Md5Mismatch' });
  expect(answer.text).toContain(
    '<UserSpecifiedMd5>XUFAKrxLKna5cZ2REBfFkg==</UserSpecifiedMd5><ServerCalculatedMd5>',
  );
  expect((await at.root().getFileClient('file').downloadToBuffer()).toString()).toBe('abc');
});

test('a body that breaks off changes nothing, and others go on', async () => {
  await at.upload('file', 'abcdef');
  const { port } = new URL(at.files.url);
  // As many as there are buffers, and more: none of them may keep one.
  for (let count = 0; count < 6; count += 1) await breakOff(Number(port));
  await at.root().getFileClient('file').uploadRange('x', 0, 1);
  expect((await at.root().getFileClient('file').downloadToBuffer()).toString()).toBe('xbcdef');
});

/** Begins to send a range, rightly signed, and ends the connection in the middle of it. */
async function breakOff(port: number): Promise<void> {
  const values = {
    shareName: at.share.name,
    permissions: ShareSASPermissions.parse('w'),
    expiresOn: new Date(at.files.clock.nowMs + HOUR_MS),
  };
  const proof = generateFileSASQueryParameters(values, at.files.credential);
  const lines = [
    `PUT ${path('/file?comp=range')}&${proof} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-length: 6',
    'x-ms-write: update',
    'x-ms-range: bytes=0-5',
  ];
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  socket.resume();
  socket.end(`${lines.join('\r\n')}\r\n\r\nxy`);
  await closed;
}
