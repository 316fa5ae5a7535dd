import { createHash } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment, DeploymentOperation, WireError } from '../../state/models.ts';
import type { ResourceNode } from '../../template/template.ts';

const OPERATION_ID_LENGTH = 16;

/** What an operation is about. */
type JournalTarget = Pick<ResourceNode, 'id' | 'type' | 'name' | 'apiVersion' | 'symbol'>;

/**
 * The record of one run of a deployment, kept on disk as it happens. Once the deployment has been deleted, or another
 * has taken its name, there is nothing to read and writes go nowhere.
 */
export type Journal = {
  isRunning(): boolean;
  operations(): DeploymentOperation[];
  update(change: Partial<Deployment>): void;
  operation(id: string): DeploymentOperation | undefined;
  started(target: JournalTarget, provisioningOperation?: 'Create' | 'Delete'): void;
  succeeded(target: JournalTarget, statusCode: string): void;
  failed(target: JournalTarget, statusCode: string, error: WireError): void;
  /** Keeps what went over the wire, when the deployment asks for it. */
  exchanged(target: JournalTarget, side: 'request' | 'response', content: unknown): void;
  record(operation: DeploymentOperation): void;
};

/** The journal of the run that a deployment is in now. */
export function openJournal(context: EmulatorContext, deployment: Deployment): Journal {
  const { id, runId, debugDetail = '' } = deployment;
  const { deployments } = context.state;
  const current = () => {
    const found = deployments.get(id);
    return found?.runId === runId ? found : undefined;
  };
  const update = (change: Partial<Deployment>) => {
    const found = current();
    if (found) deployments.put(id, { ...found, ...change });
  };
  const operations = () => current()?.operations ?? [];
  const operation = (operationId: string) =>
    operations().find((candidate) => candidate.operationId === operationId);
  const record = (entry: DeploymentOperation) => {
    const others = operations().filter(({ operationId }) => operationId !== entry.operationId);
    update({ operations: [...others, entry] });
  };
  const isRunning = () => current()?.provisioningState === 'Running';
  // What ends after the deployment was cancelled stays recorded as cancelled.
  const finish = (node: JournalTarget, change: Partial<DeploymentOperation>) => {
    const started = isRunning() ? operation(operationIdOf(node.id)) : undefined;
    if (started) record({ ...started, ...change, endedAtMs: context.clock.now() });
  };

  return {
    isRunning,
    operations,
    update,
    operation,
    record,
    started: (node, provisioningOperation = 'Create') =>
      record({
        operationId: operationIdOf(node.id),
        provisioningOperation,
        provisioningState: 'Running',
        startedAtMs: context.clock.now(),
        statusCode: 'Accepted',
        targetResource: {
          id: node.id,
          resourceType: node.type,
          resourceName: node.name,
          apiVersion: node.apiVersion,
          ...(node.symbol !== undefined && { symbolicName: node.symbol }),
        },
      }),
    exchanged(node, side, content) {
      const known = operation(operationIdOf(node.id));
      const wanted = debugDetail.toLowerCase().includes(side);
      if (known && wanted) record({ ...known, [side]: { content } });
    },
    succeeded: (node, statusCode) => finish(node, { provisioningState: 'Succeeded', statusCode }),
    failed: (node, statusCode, error) => finish(node, { provisioningState: 'Failed', statusCode, error }),
  };
}

/** The same for each run of the same template, as ARM's are. */
export function operationIdOf(resourceId: string): string {
  const hash = createHash('sha256').update(resourceId.toLowerCase()).digest('hex');
  return hash.slice(0, OPERATION_ID_LENGTH).toUpperCase();
}
