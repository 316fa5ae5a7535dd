import 'server-only';
import type { AppAddress } from '@/lib/azure/container-apps';
import { readOperatedApp } from '@/lib/azure/operate-app';
import { listReplicas } from '@/lib/azure/revisions';
import { AppError } from '@/lib/core/errors';
import { singleton } from '@/lib/core/singleton';
import type { Readiness } from '@/lib/gradio/readiness';

/** Why nothing of an app is there to be asked. */
export type AtRest = 'stopped' | 'scaled-to-zero';

/** `known`: what the same replicas have answered before, where asking them again would keep them awake. */
type Rest = { state: AtRest } | { state: 'up'; known?: Readiness; remember: (readiness: Readiness) => void };

/** Everybody who has a page open asks; Azure is asked for all of them. */
const LOOK_LIFETIME_MS = 2_000;
const MAX_APPS = 100;

type Look = { at: number; seen: Promise<Seen> };
/** `sleeper`: the replicas of an app that may go to zero, by their names. */
type Seen = { state: AtRest | 'up'; sleeper?: string };

const looks = () => singleton('deployment.rest', () => new Map<string, Look>());
const answers = () => singleton('deployment.answers', () => new Map<string, [string, Readiness]>());

/** Whether an app is at rest, as Azure tells it; one of which it tells nothing is taken to be up. */
export async function restOf(app: AppAddress, signal?: AbortSignal): Promise<Rest> {
  const key = [app.subscriptionId, app.resourceGroup, app.appName].join('/');
  const { state, sleeper } = await lookOf(key, app, signal);
  if (state !== 'up') return { state };
  if (sleeper === undefined) return { state, remember: () => {} };
  const [replicas, readiness] = answers().get(key) ?? [];
  const remember = (now: Readiness) => {
    if (now.state === 'ready') keep(answers(), key, [sleeper, now]);
  };
  return { state, remember, ...(replicas === sleeper && readiness && { known: readiness }) };
}

async function lookOf(key: string, app: AppAddress, signal?: AbortSignal): Promise<Seen> {
  const last = looks().get(key);
  if (last && Date.now() - last.at < LOOK_LIFETIME_MS) return last.seen;
  // Not by the signal of whoever asks first: others wait for the same answer.
  const seen = look(app).catch((error: unknown): Seen => {
    if (error instanceof AppError) return { state: 'up' };
    throw error;
  });
  keep(looks(), key, { at: Date.now(), seen });
  const found = await seen;
  signal?.throwIfAborted();
  return found;
}

async function look(at: AppAddress): Promise<Seen> {
  const { stopped, latestRevision, scale } = await readOperatedApp(at);
  if (stopped) return { state: 'stopped' };
  if (scale.minReplicas > 0 || !latestRevision) return { state: 'up' };
  const replicas = await listReplicas(at, latestRevision);
  if (replicas.length === 0) return { state: 'scaled-to-zero' };
  return {
    state: 'up',
    sleeper: replicas
      .map(({ name }) => name)
      .sort()
      .join(),
  };
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of [...map.keys()].slice(0, -MAX_APPS)) map.delete(oldest);
}
