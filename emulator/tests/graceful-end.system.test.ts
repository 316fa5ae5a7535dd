import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { groupsWithVariable } from '../replicas/process-group.ts';
import { eventually } from './container-app-fixture.ts';
import { startProgram } from './kill/program.ts';
import { clientsOf, GROUP, QUICK } from './start-emulator.ts';

/** The program's promise to whoever stops it. */
const SHUTDOWN_LIMIT_MS = 5_000;

/** A program with an app whose only process does not listen when it is asked to end. */
async function startWithStubbornApp() {
  const folder = mkdtempSync(join(tmpdir(), 'local-azure-end-'));
  const program = await startProgram(folder, '0');
  onTestFinished(async () => {
    await program.kill();
    rmSync(folder, { recursive: true });
  });
  const { resources, apps } = clientsOf(() => program.url);
  await resources.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
  const environment = { location: 'eastus' };
  const { id } = await apps.managedEnvironments.createOrUpdate(GROUP, 'env', environment, QUICK);
  const command = [
    '/bin/bash',
    '-c',
    'trap "" TERM; echo up; while :; do read -r -t 1 < <(tail -f /dev/null); done',
  ];
  await apps.containerApps.createOrUpdate(
    GROUP,
    'stubborn',
    {
      location: 'eastus',
      environmentId: id ?? '',
      configuration: {},
      template: {
        containers: [{ name: 'main', image: 'python:3.11', command }],
        scale: { minReplicas: 1, maxReplicas: 1 },
      },
    },
    QUICK,
  );
  return { program, apps, folder };
}

test('SIGTERM ends the program in time, whatever streams, uploads and replicas hang on it', async () => {
  const { program, apps, folder } = await startWithStubbornApp();
  const { eventStreamEndpoint = '' } = await apps.containerApps.get(GROUP, 'stubborn');
  const { token } = await apps.containerApps.getAuthToken(GROUP, 'stubborn');
  const headers = { authorization: `Bearer ${token}` };
  const reading = request(`${eventStreamEndpoint}?follow=true`, { headers }).end();
  await once(reading, 'response');
  const hanging = request(`${program.url}/subscriptions`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'content-length': '1000' },
  });
  hanging.write('{');
  const broken = Promise.all([reading, hanging].map((each) => once(each, 'close')));
  for (const each of [reading, hanging]) each.on('error', () => undefined);
  await eventually(async () => expect(groupsWithVariable(`HOME=${folder}/`)).not.toEqual([]));

  const asked = Date.now();
  expect(await program.end()).toEqual([0, null]);
  expect(Date.now() - asked).toBeLessThan(SHUTDOWN_LIMIT_MS);
  await broken;
  expect(groupsWithVariable(`HOME=${folder}/`)).toEqual([]);
});
