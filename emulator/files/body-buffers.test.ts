import { expect, test } from 'vitest';
import { BodyBuffers } from './body-buffers.ts';

const SOON_MS = 20;
const MANY = 4;

const messageOf = (body: BodyInit) => new Response(body);
const silent = () => messageOf(new ReadableStream());
const asText = async (content: Buffer) => content.toString();

test('a body is read whole, and one of another length refused', async () => {
  const buffers = new BodyBuffers();
  expect(await buffers.read(messageOf('abc'), 3, asText)).toBe('abc');
  for (const length of [2, 4])
    await expect(buffers.read(messageOf('abc'), length, asText)).rejects.toMatchObject({
      code: 'InvalidInput',
    });
});

test('a body that does not come is given up, and whoever waited for its memory has it', async () => {
  const buffers = new BodyBuffers(SOON_MS);
  const stalled = Array.from({ length: MANY }, () =>
    buffers.read(silent(), 3, asText).catch(({ code }) => code),
  );
  const next = buffers.read(messageOf('abc'), 3, asText);
  expect(await Promise.all(stalled)).toEqual(Array(MANY).fill('OperationTimedOut'));
  expect(await next).toBe('abc');
});

test('whose turn does not come is told that the service is busy, and the memory is there for the next one', async () => {
  const buffers = new BodyBuffers(SOON_MS);
  const { promise: released, resolve: release } = Promise.withResolvers<string>();
  const busy = Array.from({ length: MANY }, () => buffers.read(messageOf('abc'), 3, () => released));
  await expect(buffers.read(messageOf('abc'), 3, asText)).rejects.toMatchObject({ code: 'ServerBusy' });
  release('done');
  await Promise.all(busy);
  expect(await buffers.read(messageOf('def'), 3, asText)).toBe('def');
});
