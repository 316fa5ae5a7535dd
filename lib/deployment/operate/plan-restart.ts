import 'server-only';
import type { Project } from '@/lib/config/projects';
import { lookAtApp } from '@/lib/deployment/operate/read-app';
import {
  type PlannedWay,
  type RestartPlan,
  type RestartWay,
  restartWays,
  type SecondGpu,
} from '@/lib/deployment/operate/restart-plan';
import { type AppFacts, type AppState, judgeAction } from '@/lib/deployment/operate/rules';
import { findSecondGpu } from '@/lib/deployment/operate/second-gpu';
import { readUsualDowntimes } from '@/lib/deployment/operate/usual-downtimes';
import { readTarget } from '@/lib/deployment/target';

type Facts = AppFacts & {
  secondGpu: SecondGpu;
  usualMs: Partial<Record<RestartWay, number>>;
};

/** What each way means, and what it means where the app is not simply running. */
const told: Record<RestartWay, { usually: string } & Partial<Record<AppState, string>>> = {
  restart: {
    usually:
      'The revision gets new replicas. The old ones answer until the new ones listen; then the model loads.',
    inactive: 'The newest revision is activated, which brings up its replicas.',
    'scaled-to-zero': 'No replica runs: a fresh one is woken, and nothing is interrupted.',
  },
  'new-revision': {
    usually:
      'Another revision comes up beside the one that runs and takes over from it, which stays to go back to.',
  },
  'stop-start': {
    usually: 'All replicas end first, then the app starts: it takes no more room than it has.',
    stopped: 'The app is stopped: it only has to be started.',
  },
};

const NO_ROOM = 'There is no second GPU for that, so that the new replica would wait for the old one to end.';

/** Compares the ways to restart the project's app as it is now, and changes nothing. AppError `not_provisioned`, and Azure's own. */
export async function planRestart(project: Project, signal: AbortSignal): Promise<RestartPlan> {
  const { app: at } = await readTarget(project);
  const [{ app, state }, usualMs] = await Promise.all([
    lookAtApp(at, signal),
    readUsualDowntimes(project.id),
  ]);
  const secondGpu = await findSecondGpu(at, app, signal);
  return compareWays({ state, revisionMode: app.revisionMode, secondGpu, usualMs });
}

/** The plan that follows from these facts. */
export function compareWays(facts: Facts): RestartPlan {
  const ways = restartWays.map((way) => planWay(way, facts));
  const isLegal = (way: RestartWay) => ways.some((each) => each.way === way && each.legal);
  // Where the replicas that come up find no room, those that run have to go first.
  const restartWaits = ways.some(({ way, secondGpu }) => way === 'restart' && secondGpu === 'taken');
  const order: readonly RestartWay[] = restartWaits
    ? ['stop-start', 'restart', 'new-revision']
    : ['restart', 'new-revision', 'stop-start'];
  return { ways, recommended: order.find(isLegal) ?? null };
}

/** Where nothing runs, nothing comes up beside it. */
const ALONE: readonly AppState[] = ['stopped', 'inactive', 'scaled-to-zero'];

function planWay(way: RestartWay, { state, revisionMode, secondGpu: found, usualMs }: Facts): PlannedWay {
  const verdict = judgeAction(way, { state, revisionMode });
  const secondGpu = way === 'stop-start' || ALONE.includes(state) ? 'not-needed' : found;
  const sentence = told[way][state] ?? told[way].usually;
  const why = secondGpu === 'taken' ? `${sentence} ${NO_ROOM}` : sentence;
  return {
    way,
    legal: verdict.allowed,
    why: verdict.allowed ? why : `${verdict.message} ${verdict.action}`,
    downtimeMs: usualMs[way] ?? null,
    secondGpu,
  };
}
