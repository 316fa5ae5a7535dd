import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../state/models.ts';

/** So many results can be fetched; the oldest is forgotten first. They live as long as the program. */
const KEPT_RESULTS = 100;

export type WhatIfResults = {
  /** Keeps a result and names it, as opaquely as ARM does. */
  keep(result: JsonObject, location: string): string;
  get(name: string): JsonObject | undefined;
};

export function createWhatIfResults(): WhatIfResults {
  const kept = new Map<string, JsonObject>();
  return {
    keep(result, location) {
      const job = { jobId: `DeploymentWhatIfJob-${randomUUID()}`, jobLocation: location };
      const name = Buffer.from(JSON.stringify(job)).toString('base64url');
      const oldest = kept.keys().next();
      if (kept.size >= KEPT_RESULTS && !oldest.done) kept.delete(oldest.value);
      kept.set(name, result);
      return name;
    },
    get: (name) => kept.get(name),
  };
}
