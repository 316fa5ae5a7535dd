import type { EmulatorContext } from '../../context.ts';
import { toWireError } from '../arm-error.ts';
import { goOn } from './start-deployment.ts';

/** Goes on with every deployment that a killed predecessor left running; those within others go on with them. */
export function resumeDeployments(context: EmulatorContext): void {
  const { deployments } = context.state;
  const running = deployments.values().filter(({ provisioningState }) => provisioningState === 'Running');
  const runs = new Set(running.map(({ runId }) => runId));
  for (const deployment of running) {
    if (deployment.parentRunId !== undefined && runs.has(deployment.parentRunId)) continue;
    try {
      goOn(context, deployment);
    } catch (error) {
      deployments.put(deployment.id, {
        ...deployment,
        provisioningState: 'Failed',
        endedAtMs: context.clock.now(),
        error: toWireError(error),
      });
    }
  }
}
