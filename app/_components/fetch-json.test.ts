import { expect, test } from 'vitest';
import { readProblem } from './fetch-json';

test('problem details keep their code, cause, action and field', async () => {
  const body = {
    code: 'QuotaExceeded',
    title: 'x',
    detail: 'No cores left.',
    action: 'Ask for more.',
    target: 'location',
  };
  const info = await readProblem(Response.json(body, { status: 409 }));
  expect(info).toEqual({
    code: 'QuotaExceeded',
    message: 'No cores left.',
    action: 'Ask for more.',
    target: 'location',
  });
});

test('an answer that is no problem document is still told with a cause and an action', async () => {
  const info = await readProblem(new Response('<html>', { status: 502 }));
  expect(info).toMatchObject({ code: 'http_502', message: 'The server answered 502.' });
  expect(info.action).not.toBe('');
});
