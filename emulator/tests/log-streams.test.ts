import { afterAll, beforeAll, expect, test } from 'vitest';
import { appOf, eventually, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';

let azure: TestEmulator;
let endpoint: string;
beforeAll(async () => {
  azure = await startEmulator();
  await putApp(azure, 'web', appOf(await prepareEnvironment(azure), 'listener'));
  const { latestRevisionName = '' } = await ready(azure, 'web');
  const { value } = await azure.apps.containerAppsRevisionReplicas.listReplicas(
    GROUP,
    'web',
    latestRevisionName,
  );
  endpoint = value[0]?.containers?.[0]?.logStreamEndpoint ?? '';
});
afterAll(() => azure.close());

const ask = async (url: string, signal?: AbortSignal) => {
  const { token } = await azure.apps.containerApps.getAuthToken(GROUP, 'web');
  return fetch(url, { headers: { authorization: `Bearer ${token}` }, ...(signal && { signal }) });
};

test('the console log comes as text lines with their time and stream', async () => {
  await eventually(async () => {
    const lines = (await (await ask(`${endpoint}?output=text&tailLines=300`)).text()).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{7}Z stdout F serving listener$/),
        expect.stringMatching(/Z stderr F to stderr$/),
      ]),
    );
  });
});

test('tailLines bounds the past, and the JSON form has one object per line', async () => {
  const response = await ask(`${endpoint}?output=json&tailLines=1`);
  expect(JSON.parse(await response.text())).toMatchObject({ Log: expect.stringContaining(' F ') });
});

test('a followed log stays open until the client leaves', async () => {
  const leaving = new AbortController();
  const response = await ask(`${endpoint}?follow=true&output=text&tailLines=10`, leaving.signal);
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain(' F ');
  leaving.abort();
  await expect(reader?.read().then(() => reader.read())).rejects.toThrow();
});

test('system events tell how the container came to run', async () => {
  const { eventStreamEndpoint } = await azure.apps.containerApps.get(GROUP, 'web');
  const response = await ask(`${eventStreamEndpoint}?tailLines=300`);
  const events = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.length).toBeGreaterThan(1);
  expect(events[0]).toMatchObject({ ContainerAppName: 'web', Type: 'Normal' });
});

test('no log is given without the token of that app', async () => {
  expect((await fetch(endpoint)).status).toBe(401);
  expect((await fetch(endpoint, { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401);
});
