/**
 * Failures on demand. A resource group or resource whose name contains `fault-{name}` behaves as described:
 *
 * - `quota`: creating a managed environment or a container app is refused for want of quota.
 * - `slow`: every transition takes 20 times as long.
 * - `500`: every write of a resource is answered `InternalServerError`.
 * - `conflict`: every write of a resource is answered `409`, as if another client were changing it.
 * - `throttled`: the first request of each method and path is answered `429` with `Retry-After: 1`.
 */
const faults = ['quota', 'slow', '500', 'conflict', 'throttled'] as const;

export type Fault = (typeof faults)[number];

/** The failure that a name in this resource id or path asks for, if one does. */
export function findFault(resourceId: string): Fault | undefined {
  return faults.find((fault) => resourceId.toLowerCase().includes(`fault-${fault}`));
}
