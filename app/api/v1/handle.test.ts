import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { handle, handleMutation, readBody, readQuery } from './handle';

const post = (body: string, headers: Record<string, string> = {}) =>
  new Request('http://localhost:3000/api', {
    method: 'POST',
    body,
    headers: { host: 'localhost:3000', ...headers },
  });

test('an error that was thrown on purpose becomes problem details with its status', async () => {
  const info = {
    code: 'QuotaExceeded',
    message: 'No cores left.',
    action: 'Ask for more.',
    target: 'location',
  };
  const response = await handle(async () => {
    throw new AppError('conflict', info, { cause: new Error('a key: hunter2') });
  });
  expect(response.status).toBe(409);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = await response.json();
  expect(body).toMatchObject({
    code: 'QuotaExceeded',
    detail: 'No cores left.',
    action: 'Ask for more.',
    target: 'location',
  });
  expect(JSON.stringify(body)).not.toContain('hunter2');
});

test('a body that does not fit is refused with the field that is wrong', async () => {
  const schema = z.strictObject({ expiresInDays: z.number() });
  const refused = await handle(async () =>
    Response.json(await readBody(post('{"expiresInDays":"x"}'), schema)),
  );
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    code: 'bad_input',
    target: 'expiresInDays',
    detail: 'expiresInDays must be a number.',
  });
  const broken = await handle(async () => Response.json(await readBody(post('{'), schema)));
  expect(await broken.json()).toMatchObject({ status: 400, code: 'not_json' });
});

test('a body without an end is given up at the limit', async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(1_000_000).fill(0x20));
    },
  });
  // Node asks for `duplex`, which the types of the browser do not know.
  const init = { method: 'POST', body, duplex: 'half' };
  const request = new Request('http://localhost:3000/api', init);
  const refused = await handle(async () => Response.json(await readBody(request, z.unknown())));
  expect(await refused.json()).toMatchObject({ status: 400, code: 'body_too_large' });
  expect(sent).toBeLessThan(10);
});

test('a query is checked as a body is', async () => {
  const schema = z.object({ subscriptionId: z.guid() });
  const request = new Request('http://localhost:3000/api?subscriptionId=nope');
  const response = await handle(async () => Response.json(readQuery(request, schema)));
  expect(await response.json()).toMatchObject({ status: 400, target: 'subscriptionId' });
});

test('a change that another site asks for is refused before any work', async () => {
  let worked = false;
  const work = async () => {
    worked = true;
    return new Response(null);
  };
  const response = await handleMutation(post('', { origin: 'https://evil.example' }), work);
  expect(response.status).toBe(403);
  expect(worked).toBe(false);
  expect((await handleMutation(post('', { origin: 'http://localhost:3000' }), work)).status).toBe(200);
});
