import { z } from 'zod';
import { deploy } from '@/lib/deployment/deploy-definition';
import { bareRun } from '@/tests/step-context';

// Does the sync of a deploy each time that its parent asks, in one process, as the dashboard does.
const askSchema = z.object({ root: z.string() });
const MS_PER_SECOND = 1000;
const US_PER_SECOND = 1_000_000;

process.on('message', (message) => {
  void syncOnce(askSchema.parse(message).root).then(
    (done) => process.send?.(done),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ ready: true });

async function syncOnce(root: string) {
  const step = deploy.steps.find(({ name }) => name === 'sync');
  if (!step) throw new Error('A deploy has no sync.');
  const { context } = bareRun(deploy, { id: 'bench', root }, {});
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const summary = await step.run(context);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    wallS: (performance.now() - startedAt) / MS_PER_SECOND,
    cpuS: (user + system) / US_PER_SECOND,
    summary: JSON.stringify(summary),
  };
}
