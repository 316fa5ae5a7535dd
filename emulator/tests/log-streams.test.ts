import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { systemClock } from '../system-clock.ts';
import { appOf, eventually, prepareEnvironment, putApp, ready } from './container-app-fixture.ts';
import { GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';

/** Stands still, so that whatever is logged is logged in one millisecond. */
const frozen: Clock = { ...systemClock, now: () => Date.parse('2026-10-09T21:15:44.479Z') };

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

test('equal lines of one millisecond can be told apart, and keep their order', async () => {
  const still = await startEmulator({ clock: frozen });
  onTestFinished(() => still.close());
  const app = appOf(await prepareEnvironment(still), 'twice');
  const command = ['/bin/bash', '-c', 'printf "same\\nsame\\n"; exec tail -f /dev/null'];
  const containers = app.template?.containers?.map((container) => ({ ...container, command, probes: [] }));
  app.template = { ...app.template, containers };
  await putApp(still, 'web', app);
  await eventually(async () => {
    const { latestRevisionName = '' } = await still.apps.containerApps.get(GROUP, 'web');
    const { value } = await still.apps.containerAppsRevisionReplicas.listReplicas(
      GROUP,
      'web',
      latestRevisionName,
    );
    const { token } = await still.apps.containerApps.getAuthToken(GROUP, 'web');
    const response = await fetch(
      `${value[0]?.containers?.[0]?.logStreamEndpoint}?output=text&tailLines=300`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    expect((await response.text()).trim().split('\n')).toEqual([
      '2026-10-09T21:15:44.4790000Z stdout F same',
      '2026-10-09T21:15:44.4790001Z stdout F same',
    ]);
  });
});
