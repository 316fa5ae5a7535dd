import 'server-only';
import type { DeploymentState, ResourceOperation } from '@/lib/azure/deployments';
import { armError } from '@/lib/azure/errors';
import type { ErrorInfo } from '@/lib/core/errors';
import type { ResourceChanged } from '@/lib/runs/events';

type Row = ResourceChanged & { firstSeenMs: number };

/**
 * Keeps one row per resource of a deployment and tells what changed since the last look; since what is `told` already, where
 * an earlier attempt has begun the log.
 */
export class ResourceBoard {
  readonly #rows = new Map<string, Row>();
  readonly #now: () => number;

  constructor(told: readonly ResourceChanged[] = [], now: () => number = Date.now) {
    this.#now = now;
    for (const row of told) {
      this.#rows.set(row.id.toLowerCase(), { ...row, firstSeenMs: now() - row.elapsedMs });
    }
  }

  /** Rows for resources that the deployment names but has not come to yet. */
  expect(resources: DeploymentState['resources']): ResourceChanged[] {
    return resources.flatMap(({ id, resourceType, name }) =>
      this.#rows.has(id.toLowerCase())
        ? []
        : this.#set({ id, resourceType, name, state: 'waiting', elapsedMs: 0 }),
    );
  }

  /** Takes what Azure reports and returns the rows whose state is another one now. */
  update(operations: ResourceOperation[]): ResourceChanged[] {
    return operations.flatMap((operation) => {
      const row = this.#rows.get(operation.id.toLowerCase());
      if (row?.state === operation.status) return [];
      const { id, resourceType, name, status } = operation;
      const sinceSeen = row && row.state !== 'waiting' ? this.#now() - row.firstSeenMs : 0;
      const error = status === 'failed' ? { error: errorOf(operation) } : {};
      return this.#set({
        id,
        resourceType,
        name,
        state: status,
        elapsedMs: operation.elapsedMs ?? sinceSeen,
        ...error,
      });
    });
  }

  /** Closes the rows that will not be made any more, because the deployment has ended. */
  close(): ResourceChanged[] {
    return [...this.#rows.values()].flatMap((row) => {
      if (row.state !== 'waiting' && row.state !== 'running') return [];
      const { firstSeenMs, type: _, ...resource } = row;
      const elapsedMs = row.state === 'running' ? this.#now() - firstSeenMs : 0;
      return this.#set({ ...resource, state: 'cancelled', elapsedMs });
    });
  }

  get total(): number {
    return this.#rows.size;
  }

  get done(): number {
    return [...this.#rows.values()].filter(({ state }) => state === 'succeeded').length;
  }

  #set(resource: Omit<ResourceChanged, 'type'>): ResourceChanged[] {
    const key = resource.id.toLowerCase();
    const known = this.#rows.get(key);
    const firstSeenMs = known && known.state !== 'waiting' ? known.firstSeenMs : this.#now();
    const changed: ResourceChanged = { type: 'resource.changed', ...resource };
    this.#rows.set(key, { ...changed, firstSeenMs });
    return [changed];
  }
}

function errorOf({ name, error, correlationId }: ResourceOperation): ErrorInfo {
  const { info } = armError(error ?? {}, `make ${name}`);
  return correlationId ? { ...info, correlationId } : info;
}
