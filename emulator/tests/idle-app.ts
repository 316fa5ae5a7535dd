import type { ContainerApp } from '@azure/arm-appcontainers';
import { expect } from 'vitest';
import { GROUP, QUICK, type TestEmulator } from './start-emulator.ts';

/** The smallest app: it only waits, on no port, and is ready as soon as it runs. */
export function idleApp(environmentId: string, changes: Partial<ContainerApp> = {}): ContainerApp {
  return {
    location: 'eastus',
    environmentId,
    configuration: { ingress: { external: true, targetPort: 8000 } },
    template: idleTemplate(),
    ...changes,
  };
}

export function idleTemplate(): NonNullable<ContainerApp['template']> {
  return {
    containers: [
      { name: 'main', image: 'docker.io/library/python:3.11', command: ['tail', '-f', '/dev/null'] },
    ],
    scale: { minReplicas: 0, maxReplicas: 2 },
  };
}

/** The code that an app is refused with under a name that is free; `accepted` when it is not. */
export async function refusalCode(azure: TestEmulator, app: ContainerApp, name = 'refused'): Promise<string> {
  const { code } = await azure.apps.containerApps.createOrUpdate(GROUP, name, app, QUICK).then(
    () => ({ code: 'accepted' }),
    (error: unknown) => Object(error),
  );
  await expect(azure.apps.containerApps.get(GROUP, name)).rejects.toMatchObject({ statusCode: 404 });
  return String(code);
}
