import { expect, it, vi } from 'vitest';
import { getContainerApp } from '@/lib/azure/container-apps';
import { restart } from '@/lib/deployment/operate/restart-definition';
import { waitUntilReady } from '@/lib/deployment/replicas/ready';
import { readTarget } from '@/lib/deployment/target';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

withTempData();

/** Long enough that a look falls into it. */
const BREAK_MS = 500;
const NOWHERE = '1';

it('goes on waiting for an app while Azure cannot be asked for a moment', async () => {
  const { port } = await startLocalAzure();
  const project = await provisionedProject();
  const target = await readTarget(project);
  const { revisionName } = await getContainerApp(target.app);
  const restarted = { revisionName, previousReplicas: [], restartedAtMs: Date.now() };
  let looks = 0;
  const answers = async () => {
    looks += 1;
    if (looks > 1) return Response.json({ phase: 'failed', reason: 'Seen after the break.' });
    vi.stubEnv('LOCAL_AZURE_PORT', NOWHERE);
    setTimeout(() => vi.stubEnv('LOCAL_AZURE_PORT', String(port)), BREAK_MS);
    return Response.json({ phase: 'importing' }, { status: 503 });
  };
  const server = { baseUrl: target.server.baseUrl, fetch: answers };
  const { context } = bareRun(restart, project, {});
  await expect(waitUntilReady(context, { ...target, server }, restarted)).rejects.toThrow(
    'Seen after the break.',
  );
});
