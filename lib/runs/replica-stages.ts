/** What a replica goes through until its model answers, in this order. An app that does not report leaves some out. */
export const replicaStages = [
  'assigned',
  'pulling',
  'commands',
  'importing',
  'loading-base',
  'loading-adapter',
  'ready',
] as const;

export type ReplicaStage = (typeof replicaStages)[number];

/** One stage of one attempt; times are ISO 8601. `ready` is done once the model has answered. */
export type StageView = {
  stage: ReplicaStage;
  state: 'running' | 'done' | 'failed';
  startedAt: string;
  finishedAt?: string;
  /** Why it failed, or what holds it up, in the words of the platform or of the app. */
  said?: string;
};

/** From one start of the container to its end. `attempt` counts from 1. */
type AttemptView = { attempt: number; stages: StageView[] };

export type ReplicaTimeline = { replica: string; attempts: AttemptView[] };

/** One stage as it is told: who, which start, and how it stands. */
export type StageTold = StageView & { replica: string; attempt: number };

/** An app that keeps getting new replicas has a trouble that the last ones tell of as well. */
const MAX_REPLICAS = 20;
/** A crash loop is the same story again and again. */
const MAX_ATTEMPTS = 10;

/** The timelines after one more word about a stage; what was told before of that stage is replaced. */
export function withStage(timelines: readonly ReplicaTimeline[], told: StageTold): ReplicaTimeline[] {
  const { replica, attempt, ...stage } = told;
  const known = timelines.find((timeline) => timeline.replica === replica);
  const attempts = known?.attempts ?? [];
  const before = attempts.find((each) => each.attempt === attempt)?.stages ?? [];
  const stages = [...before.filter((each) => each.stage !== stage.stage), stage].sort(inOrder);
  const changed = {
    replica,
    attempts: [...attempts.filter((each) => each.attempt !== attempt), { attempt, stages }]
      .sort((one, other) => one.attempt - other.attempt)
      .slice(-MAX_ATTEMPTS),
  };
  const others = known ? timelines.map((each) => (each === known ? changed : each)) : [...timelines, changed];
  return others.slice(-MAX_REPLICAS);
}

function inOrder(one: StageView, other: StageView): number {
  return replicaStages.indexOf(one.stage) - replicaStages.indexOf(other.stage);
}
