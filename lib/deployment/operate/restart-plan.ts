/** Ways to have the app read its files anew. Pure: the browser shares this. */
export const restartWays = ['restart', 'new-revision', 'stop-start'] as const;

/**
 * `restart`: the active revision gets new replicas; `new-revision`: another revision comes up beside it and replaces it;
 * `stop-start`: the app ends first, then starts.
 */
export type RestartWay = (typeof restartWays)[number];

/**
 * Whether there is a GPU for the replicas that come up before the old ones end. `unknown`: Azure does not tell of a quota.
 */
export type SecondGpu = 'not-needed' | 'free' | 'taken' | 'unknown';

export type PlannedWay = {
  way: RestartWay;
  legal: boolean;
  /** A sentence: what it does, or why it cannot be done now. */
  why: string;
  /** How long the app has usually not answered with it; null when it has never been done here. */
  downtimeMs: number | null;
  secondGpu: SecondGpu;
};

/** The ways compared, in a fixed order; none is recommended while none is legal. */
export type RestartPlan = { ways: PlannedWay[]; recommended: RestartWay | null };
