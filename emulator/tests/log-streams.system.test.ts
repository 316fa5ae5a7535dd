import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from './container-app-fixture.ts';
import { openStreams, type Streams } from './log-stream-fixture.ts';
import { GROUP } from './start-emulator.ts';

let streams: Streams;
beforeAll(async () => {
  streams = await openStreams();
});
afterAll(() => streams.azure.close());

const consoleLine = z.strictObject({ TimeStamp: z.string(), Log: z.string() });

test('the console log comes as text lines with their time and stream, after two notes', async () => {
  const { endpoint, lines, revision, replica } = streams;
  await eventually(async () => {
    const [connecting, connected, ...rest] = await lines(`${endpoint}?output=text&tailLines=300`);
    expect(connecting).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{5} {2}Connecting to the container 'web'\.\.\.$/);
    expect(connected).toContain(
      `  Successfully Connected to container: 'web' [Revision: '${revision}', Replica: '${replica}']`,
    );
    expect(rest.toSorted((a, b) => a.slice(29).localeCompare(b.slice(29)))).toEqual([
      expect.stringMatching(/Z stderr F to stderr$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{7}Z stdout F serving listener$/),
    ]);
  });
});

test('tailLines bounds the past, and the JSON form has one object per line', async () => {
  const { endpoint, lines } = streams;
  const found = (await lines(`${endpoint}?output=json&tailLines=1`)).map((text) =>
    consoleLine.parse(JSON.parse(text)),
  );
  expect(found).toHaveLength(3);
  expect(found[2]).toEqual({
    TimeStamp: expect.stringMatching(/^[\dT:-]+(\.\d{1,7})?\+00:00$/),
    Log: expect.stringMatching(/^F /),
  });
  expect(await lines(`${endpoint}?tailLines=0`)).toHaveLength(2);
});

test.each(['tailLines=301', 'tailLines=-1', 'tailLines=many', 'tailLines=', 'follow=perhaps', 'output=xml'])(
  '%s is refused by name',
  async (query) => {
    const response = await streams.ask(`${streams.endpoint}?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { target: query.split('=')[0] } });
  },
);

test('a followed log stays open until the client leaves', async () => {
  const leaving = new AbortController();
  const response = await streams.ask(
    `${streams.endpoint}?follow=True&output=text&tailLines=10`,
    leaving.signal,
  );
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('Connecting to the container');
  leaving.abort();
  await expect(
    (async () => {
      while (!(await reader?.read())?.done);
    })(),
  ).rejects.toThrow();
});

test('a container that does not exist is not found, and its console cannot be entered', async () => {
  const { ask, endpoint } = streams;
  expect((await ask(endpoint.replace('/containers/web/', '/containers/none/'))).status).toBe(404);
  expect((await ask(endpoint.replace('/replicas/', '/replicas/x'))).status).toBe(404);
  const exec = await ask(endpoint.replace(/logstream$/, 'exec'));
  expect([exec.status, await exec.json()]).toEqual([
    501,
    { error: { code: 'NotImplementedByLocalAzure', message: expect.stringContaining('exec') } },
  ]);
});

test('system events of the app and of its environment tell how the container came to run', async () => {
  const { azure, lines, ask, environmentToken } = streams;
  const { eventStreamEndpoint = '' } = await azure.apps.containerApps.get(GROUP, 'web');
  const events = (await lines(`${eventStreamEndpoint}?tailLines=300`)).map((line) => JSON.parse(line));
  expect(events.map(({ Reason }) => Reason)).toEqual([
    'StartingGettingEvents',
    'ConnectedToEventsServer',
    'RevisionCreation',
    'AssigningReplica',
    'PullingImage',
    'PulledImage',
    'ContainerCreated',
    'ContainerStarted',
    'RevisionReady',
  ]);
  expect(events.at(-1)).toMatchObject({
    TimeStamp: expect.stringMatching(/^\d{4}-\d\d-\d\d [\d:.]+ \+0000 UTC$/),
    ContainerAppName: 'web',
    Type: 'Normal',
  });
  const shared = eventStreamEndpoint.replace('containerApps/web', 'managedEnvironments/test-env');
  expect((await ask(shared)).status).toBe(403);
  const response = await ask(`${shared}?tailLines=1`, undefined, environmentToken);
  const last = (await response.text()).trim().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toEqual(events.at(-1));
});
