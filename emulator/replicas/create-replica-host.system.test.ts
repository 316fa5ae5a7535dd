import { access } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { folderName } from '../folder-name.ts';
import {
  APP,
  appContainer,
  consoleLines,
  containerOf,
  ONE,
  openApp,
  openHost,
  readyReplicas,
  reasons,
  send,
  specOf,
  until,
} from './testing.ts';

const shell = (script: string) => containerOf({ command: ['/bin/bash', '-c'], args: [script] });
const probe = {
  port: 7860,
  initialDelaySeconds: 1,
  periodSeconds: 0.1,
  timeoutSeconds: 1,
  failureThreshold: 1,
  successThreshold: 1,
};

describe('a container', () => {
  it('sees the environment of its image, the service and its app, and nothing else of the machine', async () => {
    await using rig = await openHost({
      environment: {
        NODE_ENV: 'test',
        HTTPS_PROXY: 'http://proxy:1',
        PIP_INDEX_URL: 'http://index',
        SECRET: 'x',
      },
    });
    const env = { MODEL: '/mount/model.json', GRADIO_SERVER_PORT: '7860' };
    rig.host.apply({ ...specOf({ container: appContainer({ env }) }), hostname: 'app--one.example.test' });
    await until(() => rig.host.health(ONE).runningState === 'Running');
    const answer = z
      .object({ cwd: z.string(), variables: z.record(z.string(), z.string()) })
      .parse(await (await send(rig.host, '/environment')).json());
    const [replica] = rig.host.replicas(ONE);
    expect(answer.cwd.startsWith(`${rig.folder}/state/containers/`)).toBe(true);
    expect(answer.variables).toMatchObject({
      CONTAINER_APP_NAME: 'app',
      CONTAINER_APP_REVISION: 'app--one',
      CONTAINER_APP_REPLICA_NAME: replica?.name,
      CONTAINER_APP_HOSTNAME: 'app--one.example.test',
      GRADIO_SERVER_NAME: '127.0.0.1',
      GRADIO_SERVER_PORT: answer.variables.CONTAINER_APP_PORT,
      HTTPS_PROXY: 'http://proxy:1',
      PIP_INDEX_URL: 'http://index',
      MODEL: expect.stringMatching(/\/fixtures\/model\.json$/),
      HOME: expect.stringContaining(rig.folder),
      VIRTUAL_ENV: expect.stringContaining(rig.folder),
    });
    expect(answer.variables).not.toHaveProperty('SECRET');
    expect(answer.variables).not.toHaveProperty('NODE_ENV');
  });

  it('installs packages into a layer of its own, with pip by either name', async () => {
    await using rig = await openHost();
    const script = 'pip --version && python3 -m pip --version && python3 -c "import sys; print(sys.prefix)"';
    rig.host.apply(
      specOf({ container: shell(`${script}; exec python3 -m http.server $CONTAINER_APP_PORT`) }),
    );
    await until(() => rig.host.health(ONE).runningState === 'Running');
    const lines = await consoleLines(rig.host, (all) => all.length === 3);
    expect(lines[0]).toMatch(/^stdout pip /);
    expect(lines[1]).toBe(lines[0]);
    expect(lines[2]).toMatch(`stdout ${rig.folder}/state/layers/app-`);
  });

  it('is started again with growing patience when it ends, and its exit code can be read', async () => {
    await using rig = await openHost();
    rig.host.apply(specOf({ container: shell('echo no model >&2; exit 3') }));
    await until(() => rig.host.health(ONE).runningState === 'Failed');
    expect(rig.host.health(ONE).details).toBe('CrashLoopBackOff: the last exit code was 3 (ProcessExited)');
    await until(() => (rig.host.replicas(ONE)[0]?.containers[0]?.restartCount ?? 0) >= 2);
    expect(await reasons(rig.host)).toEqual(
      expect.arrayContaining(['ContainerTerminated', 'ContainerBackOff']),
    );
    expect(await consoleLines(rig.host, (all) => all.length >= 3)).toContain('stderr no model');
  });

  it('whose command does not exist says so instead of stopping the host', async () => {
    await using rig = await openHost();
    rig.host.apply(specOf({ container: containerOf({ command: ['/no/such/program'] }) }));
    await until(() => rig.host.health(ONE).runningState === 'Failed');
    expect(rig.host.health(ONE).details).toMatch(/127 \(could not be started: .*ENOENT/);
  });

  it('with an image that cannot be had waits with the reason', async () => {
    await using rig = await openHost();
    rig.host.apply(specOf({ container: containerOf({ image: 'nginx:latest' }) }));
    await until(() => rig.host.health(ONE).runningState === 'Failed');
    expect(rig.host.health(ONE).details).toMatch(/^ImagePullBackOff: Failed to pull image 'nginx:latest'/);
    expect(rig.host.replicas(ONE)[0]?.containers[0]).toMatchObject({
      runningState: 'Waiting',
      restartCount: 0,
    });
    expect(await reasons(rig.host)).toContain('ImagePullBackOff');
  });

  it('is started again when its liveness probe fails', async () => {
    const probes = [{ ...probe, type: 'Liveness', httpPath: '/health' } as const];
    await using rig = await openApp({ probes });
    await send(rig.host, '/sick', { method: 'POST' });
    await until(() => rig.host.replicas(ONE)[0]?.containers[0]?.restartCount === 1);
    await until(() => readyReplicas(rig.host).length === 1);
    expect(await reasons(rig.host)).toContain('ProbeFailed');
  });

  it('is started again when its startup probe never passes', async () => {
    await using rig = await openHost();
    const probes = [{ ...probe, type: 'Startup', httpPath: '/health' } as const];
    rig.host.apply(specOf({ container: { ...shell('exec tail -f /dev/null'), probes } }));
    await until(() => (rig.host.replicas(ONE)[0]?.containers[0]?.restartCount ?? 0) > 0);
    expect(readyReplicas(rig.host)).toEqual([]);
  });

  it('on a GPU gets no probes that it did not ask for, and is ready at once', async () => {
    await using rig = await openHost();
    rig.host.apply(specOf({ container: shell('exec tail -f /dev/null'), onGpu: true }));
    await until(() => readyReplicas(rig.host).length === 1);
  });

  it('gets no requests while its readiness probe fails, and is not started again for it', async () => {
    const probes = [{ ...probe, type: 'Readiness', httpPath: '/health' } as const];
    await using rig = await openApp({ probes });
    await send(rig.host, '/sick', { method: 'POST' });
    await until(() => readyReplicas(rig.host).length === 0);
    expect((await send(rig.host, '/')).status).toBe(503);
    expect(rig.host.replicas(ONE)[0]?.containers[0]).toMatchObject({
      runningState: 'Running',
      restartCount: 0,
    });
  });
});

describe('a revision', () => {
  it('serves without a gap while it restarts: the new replica is ready before the old one stops', async () => {
    await using rig = await openApp();
    const [old] = readyReplicas(rig.host);
    await rig.host.restart(ONE);
    const answers: number[] = [];
    await until(async () => {
      answers.push((await send(rig.host, '/')).status);
      const names = rig.host.replicas(ONE).map(({ name }) => name);
      return names.length === 1 && names[0] !== old;
    });
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it('drops an old replica that serves nobody at once when it restarts', async () => {
    await using rig = await openHost();
    rig.host.apply(specOf({ container: shell('exit 1') }));
    await until(() => rig.host.replicas(ONE).length === 1);
    const [old] = rig.host.replicas(ONE);
    await rig.host.restart(ONE);
    await until(() => !rig.host.replicas(ONE).some(({ name }) => name === old?.name));
  });

  it('follows its scale up and down', async () => {
    await using rig = await openApp();
    const spec = specOf({ container: appContainer(), minReplicas: 2, maxReplicas: 2 });
    rig.host.apply(spec);
    await until(() => readyReplicas(rig.host).length === 2);
    rig.host.apply({ ...spec, minReplicas: 1 });
    await until(() => rig.host.replicas(ONE).length === 1);
    rig.host.apply({ ...spec, active: false });
    await until(() => rig.host.replicas(ONE).length === 0);
    expect(rig.host.health(ONE).runningState).toBe('Stopped');
    await expect(rig.host.restart(ONE)).rejects.toThrow('not active');
  });

  it('leaves no process and no layer when it is removed', async () => {
    await using rig = await openApp();
    const answer = await send(rig.host, '/environment');
    const { variables } = z
      .object({ variables: z.record(z.string(), z.string()) })
      .parse(await answer.json());
    await rig.host.remove(ONE);
    expect(rig.host.replicas(ONE)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${variables.CONTAINER_APP_PORT}/`)).rejects.toThrow('fetch failed');
    await expect(access(`${rig.folder}/state/layers/${folderName(APP.id)}`)).rejects.toThrow('ENOENT');
  });
});
