import 'server-only';
import { listRevisions } from '@/lib/azure/app-revisions';
import { getContainerApp } from '@/lib/azure/container-apps';
import { readSystemEvents } from '@/lib/azure/log-stream';
import { listReplicas, type Replica } from '@/lib/azure/revisions';
import type { Project } from '@/lib/config/projects';
import { type Evidence, evidenceOfEvent, evidenceOfReport } from '@/lib/deployment/replicas/evidence';
import { timelinesOf } from '@/lib/deployment/replicas/timeline';
import { readTarget } from '@/lib/deployment/target';
import { type Readiness, readReadiness } from '@/lib/gradio/readiness';
import type { ReplicaTimeline } from '@/lib/runs/replica-stages';

/** A replica as its page shows it. */
type ReplicaView = Omit<Replica, 'containers'> & {
  revision: string;
  containers: Omit<Replica['containers'][number], 'logStreamEndpoint'>[];
  /** What it has gone through, as far as anybody still tells. */
  attempts: ReplicaTimeline['attempts'];
};

export type ReplicasNow = { stopped: boolean; replicas: ReplicaView[] };

/** The replicas that a project's app has now, with what each has gone through. AppError `not_provisioned`, or Azure's own. */
export async function readReplicas(project: Project, signal?: AbortSignal): Promise<ReplicasNow> {
  const { app: at, server } = await readTarget(project);
  const [app, revisions, readiness] = await Promise.all([
    getContainerApp(at, signal),
    listRevisions(at, signal),
    readReadiness(server, signal),
  ]);
  const running = revisions.filter(({ active, replicas }) => active || replicas > 0);
  const [events, ...found] = await Promise.all([
    app.eventStreamEndpoint ? readSystemEvents(at, app.eventStreamEndpoint, signal) : [],
    ...running.map(async ({ name: revision }) =>
      (await listReplicas(at, revision, signal)).map((replica) => ({ ...replica, revision })),
    ),
  ]);
  const replicas = found.flat();
  const evidence = [...events.map(evidenceOfEvent), ...told(readiness, replicas)];
  const timelines = timelinesOf(evidence.filter((sign) => sign !== null));
  return { stopped: app.stopped, replicas: replicas.map((replica) => toView(replica, timelines)) };
}

/** What the app says, if it is known which replica says it. One that is ready answers, as far as is known without asking. */
function told(readiness: Readiness, replicas: readonly Replica[]): Evidence[] {
  const names = replicas.map(({ name }) => name);
  const [only] = names.length === 1 ? names : [];
  const replica = readiness.report?.replica ?? only;
  if (replica === undefined || !names.includes(replica)) return [];
  const signs = evidenceOfReport(replica, readiness, Date.now());
  const last = signs.at(-1);
  return readiness.state === 'ready' && last
    ? [...signs, { sign: 'answered', replica, atMs: last.atMs }]
    : signs;
}

function toView(
  { containers, ...replica }: Replica & { revision: string },
  timelines: readonly ReplicaTimeline[],
): ReplicaView {
  return {
    ...replica,
    containers: containers.map(({ logStreamEndpoint: _, ...container }) => container),
    attempts: timelines.find((timeline) => timeline.replica === replica.name)?.attempts ?? [],
  };
}
