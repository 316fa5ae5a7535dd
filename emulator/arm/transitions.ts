import type { EmulatorContext } from '../context.ts';

export type Transition = 'create' | 'update' | 'delete' | 'start' | 'stop';

const NONE_MS = { create: 0, update: 0, delete: 0, start: 0, stop: 0 };

/** How long each kind takes, in milliseconds at pace 1: in the order of Azure's own, some ten times quicker. */
const TRANSITIONS_MS: Record<string, Record<Transition, number>> = {
  'microsoft.storage/storageaccounts': { ...NONE_MS, create: 2500 },
  'microsoft.operationalinsights/workspaces': { ...NONE_MS, create: 3000, update: 500, delete: 500 },
  'microsoft.app/managedenvironments': { ...NONE_MS, create: 6000, update: 1500, delete: 3000 },
  'microsoft.app/containerapps': { create: 3000, update: 2000, delete: 1500, start: 1000, stop: 1000 },
  'microsoft.resources/resourcegroups': { ...NONE_MS, delete: 1500 },
};

/** The failures `slow` and `stuck` make a transition this many times longer. */
const SLOW_FACTOR = 20;

/** How long a transition takes here and now, in milliseconds. */
export function transitionMs(
  { faults, pace }: EmulatorContext,
  resourceId: string,
  type: string,
  transition: Transition,
): number {
  const base = TRANSITIONS_MS[type.toLowerCase()]?.[transition] ?? 0;
  return (
    base * pace * (faults.holds('slow', resourceId) || faults.holds('stuck', resourceId) ? SLOW_FACTOR : 1)
  );
}
