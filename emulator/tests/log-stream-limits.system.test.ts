import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { systemClock } from '../system-clock.ts';
import { eventually } from './container-app-fixture.ts';
import { openStreams } from './log-stream-fixture.ts';
import { GROUP } from './start-emulator.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Stands still, so that whatever is logged is logged in one millisecond. */
const frozen: Clock = { ...systemClock, now: () => Date.parse('2026-10-09T21:15:44.479Z') };

const LINE_CHARACTERS = 1_000;
/** More than a connection and the log together keep. */
const FLOOD_CHARACTERS = 40_000_000;
const FLOOD = `yes $(printf 'x%.0s' {1..${LINE_CHARACTERS}}) | head -c ${FLOOD_CHARACTERS}`;

/** The test app, but saying something else and no web server. */
function says(script: string) {
  return (app: Parameters<NonNullable<Parameters<typeof openStreams>[1]>>[0]) => {
    const command = ['/bin/bash', '-c', script];
    const containers = app.template?.containers?.map((container) => ({ ...container, command, probes: [] }));
    const { ingress: _, ...configuration } = app.configuration ?? {};
    return { ...app, configuration, template: { ...app.template, containers } };
  };
}

test('equal lines of one millisecond can be told apart, and keep their order', async () => {
  const { azure, endpoint, lines } = await openStreams(
    { clock: frozen },
    says('printf "same\\nsame\\n"; exec tail -f /dev/null'),
  );
  onTestFinished(() => azure.close());
  await eventually(async () => {
    expect((await lines(`${endpoint}?output=text&tailLines=300`)).slice(2)).toEqual([
      '2026-10-09T21:15:44.4790000Z stdout F same',
      '2026-10-09T21:15:44.4790001Z stdout F same',
    ]);
  });
});

test('no log is given without the token of that app, nor with one that has run out', async () => {
  let leapMs = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + leapMs };
  const { azure, endpoint, ask, environmentToken } = await openStreams({ clock });
  onTestFinished(() => azure.close());
  expect((await fetch(endpoint)).status).toBe(401);
  expect((await ask(endpoint, undefined, 'a.b.c')).status).toBe(401);
  expect((await ask(endpoint, undefined, environmentToken)).status).toBe(403);
  expect((await ask(endpoint)).status).toBe(200);
  leapMs = HOUR_MS;
  expect((await ask(endpoint)).status).toBe(401);
});

test('a followed log ends when its replica is gone', async () => {
  const { azure, endpoint, ask, revision } = await openStreams({}, says('exec tail -f /dev/null'));
  onTestFinished(() => azure.close());
  const text = (await ask(`${endpoint}?follow=true&output=text`)).text();
  await azure.apps.containerAppsRevisions.restartRevision(GROUP, 'web', revision);
  expect(await text).toContain('Successfully Connected to container');
});

test('a reader who does not read costs no memory, and is told in the end what it missed', async () => {
  const { azure, endpoint, lines } = await openStreams(
    {},
    says(`until [ -e /mount/begin ]; do sleep 0.05; done; ${FLOOD}; echo end; exec tail -f /dev/null`),
  );
  onTestFinished(() => azure.close());
  const { pathname, port, host } = new URL(endpoint);
  const { token } = await azure.apps.containerApps.getAuthToken(GROUP, 'web');
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const query = 'follow=true&tailLines=300&output=text';
  socket.write(
    `GET ${pathname}?${query} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  await once(socket, 'readable');
  await writeFile(join(azure.dataDir, 'files', 'appaccount', 'appshare', 'begin'), '');
  await eventually(async () => {
    expect((await lines(`${endpoint}?tailLines=1&output=text`)).at(-1)).toMatch(/end$/);
  });
  let rest = '';
  let isTold = false;
  socket.on('data', (chunk) => {
    rest = `${rest.slice(-LINE_CHARACTERS)}${chunk}`;
    isTold ||= /stderr F The reader was too slow: \d+ lines are missing here\./.test(rest);
  });
  await eventually(async () => expect([isTold, rest]).toEqual([true, expect.stringMatching(/end\s/)]));
});
