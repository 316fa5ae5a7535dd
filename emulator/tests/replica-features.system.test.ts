import { expect, onTestFinished, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { openStreams } from './log-stream-fixture.ts';
import { GROUP } from './start-emulator.ts';

const shell = (name: string, script: string, mountPath: string, volumeName: string) => ({
  name,
  image: 'python:3.11',
  command: ['/bin/bash', '-c', script],
  volumeMounts: [{ volumeName, mountPath }],
});

test('init containers prepare a folder of the replica, and secrets are files, as the SDK asks for them', async () => {
  const init = shell('prepare', 'echo ready > /scratch/state; echo prepared', '/scratch', 'scratch');
  const main = shell(
    'web',
    'cat /scratch/state /secrets/hello.txt; echo; exec tail -f /dev/null',
    '/scratch',
    'scratch',
  );
  main.volumeMounts.push({ volumeName: 'keys', mountPath: '/secrets' });
  const { azure, endpoint, lines, revision } = await openStreams({}, ({ configuration, ...app }) => ({
    ...app,
    configuration: { secrets: configuration?.secrets ?? [] },
    template: {
      initContainers: [init],
      containers: [main],
      scale: { minReplicas: 1, maxReplicas: 1 },
      terminationGracePeriodSeconds: 5,
      volumes: [
        { name: 'scratch', storageType: 'EmptyDir' },
        { name: 'keys', storageType: 'Secret', secrets: [{ secretRef: 'greeting', path: 'hello.txt' }] },
      ],
    },
  }));
  onTestFinished(() => azure.close());
  await eventually(async () => {
    const said = (await lines(`${endpoint}?output=text`)).slice(2).map((line) => line.slice(29));
    expect(said).toEqual(['stdout F ready', 'stdout F listener']);
  });
  const { value } = await azure.apps.containerAppsRevisionReplicas.listReplicas(GROUP, 'web', revision);
  const [prepared] = value[0]?.initContainers ?? [];
  expect(prepared).toMatchObject({ name: 'prepare', runningState: 'Terminated', restartCount: 0 });
  expect((await lines(`${prepared?.logStreamEndpoint}?output=text`)).at(-1)).toContain('stdout F prepared');
});
