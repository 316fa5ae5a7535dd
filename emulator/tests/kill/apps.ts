import { expect, vi } from 'vitest';
import { all, type clientsOf, QUICK } from '../start-emulator.ts';
import { Known, type Subject, unlessMissing } from './known.ts';
import { revision, SETTLING } from './resources.ts';

/** An app with one replica, of which each step makes a new revision. */
export function appSubject(
  { apps }: ReturnType<typeof clientsOf>,
  group: string,
  environmentId: string,
  random: () => number,
): Subject {
  const name = 'killed-app';
  const known = new Known<string | undefined>(undefined);
  const container = {
    name: 'main',
    image: 'python:3.11',
    command: ['/bin/bash', '-c', 'trap "" TERM; tail -f /dev/null & wait'],
    resources: { cpu: 0.25, memory: '0.5Gi' },
  };
  return {
    name,
    async step() {
      const revisionSuffix = revision(random);
      const template = { revisionSuffix, containers: [container], scale: { minReplicas: 1, maxReplicas: 1 } };
      const app = { location: 'eastus', environmentId, configuration: {}, template };
      const poller = apps.containerApps.createOrUpdate(group, name, app, QUICK);
      await known.change(revisionSuffix, () => poller.submitted());
      await poller.pollUntilDone();
    },
    async check() {
      const found = await vi.waitFor(async () => {
        const app = await unlessMissing(apps.containerApps.get(group, name));
        expect(app?.provisioningState ?? 'Succeeded').toBe('Succeeded');
        return app;
      }, SETTLING);
      known.settle(found?.template?.revisionSuffix || undefined);
      if (!found) return;
      const revisions = await all(apps.containerAppsRevisions.listRevisions(group, name));
      const names = revisions.map(({ name: each }) => each);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain(found.latestRevisionName);
    },
  };
}
