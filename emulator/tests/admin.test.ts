import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const ask = (method: string, path: string, body?: unknown) =>
  fetch(`${azure.url()}/_local-azure/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

test('a fault is armed, strikes what it matches, and is gone when it has struck its times', async () => {
  const put = () => azure.resources.resourceGroups.update(GROUP, { tags: {} });
  const armed = await ask('POST', 'faults', { fault: 'throttled', match: GROUP, times: 1 });
  expect(armed.status).toBe(201);
  await expect(put()).rejects.toMatchObject({ statusCode: 429 });
  expect(await put()).toMatchObject({ name: GROUP });
  expect(await (await ask('GET', 'faults')).json()).toMatchObject({
    armed: [],
    faults: { quota: expect.any(String) },
  });
});

test('an armed fault is disarmed by its id, once', async () => {
  const { id } = await (await ask('POST', 'faults', { fault: 'slow' })).json();
  expect((await ask('DELETE', `faults/${id}`)).status).toBe(204);
  expect((await ask('DELETE', `faults/${id}`)).status).toBe(404);
});

test('an unknown fault is refused with the names there are', async () => {
  const response = await ask('POST', 'faults', { fault: 'earthquake' });
  expect(response.status).toBe(400);
  expect(JSON.stringify(await response.json())).toContain('throttled');
});
