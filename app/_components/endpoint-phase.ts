/** The phases before an endpoint is ready, as the inference app and the readiness check name them. */
const phases = ['container-starting', 'importing', 'loading-base', 'loading-adapter'] as const;

/** The message key of a phase; undefined for one that only its own name describes. */
export function endpointPhaseKey(phase: string): (typeof phases)[number] | undefined {
  return phases.find((known) => known === phase);
}
