import type { Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { LogOptions, SystemEvent } from '../../replicas/replica-host.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { checkToken } from '../container-apps/auth-token.ts';
import { requireRevision } from '../container-apps/revisions.ts';
import { CONTAINER_APP, MANAGED_ENVIRONMENT } from '../kinds/kind-names.ts';
import { requireResource } from '../lookup.ts';
import { resourceId } from '../resource-id.ts';
import { consoleFormats, greeting } from '../streams/console-lines.ts';
import { eventGreeting, eventLine } from '../streams/event-lines.ts';
import { createLogDrop } from '../streams/log-drop.ts';
import { whenSilent } from '../streams/when-silent.ts';

const MAX_TAIL_LINES = 300;
const DEFAULT_TAIL_LINES = 20;
/** A console that says nothing for so long is said to be silent, while it is followed. */
const SILENCE_MS = 60_000;
const SILENCE_NOTE = 'No logs since last 60 seconds';

const query = z.object({
  follow: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false']))
    .default('false'),
  output: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['text', 'json']))
    .default('json'),
  tailLines: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().max(MAX_TAIL_LINES))
    .default(DEFAULT_TAIL_LINES),
});

/** Console lines of a container and system events of an app or environment, as chunked text while the client listens. */
export function addStreamRoutes(app: Hono, context: EmulatorContext): void {
  const group = '/subscriptions/:subscription/resourcegroups/:group';
  const container = `${group}/containerapps/:name/revisions/:revision/replicas/:replica/containers/:container`;
  const drop = createLogDrop(context);

  app.get(`${container}/logstream`, async (c) => {
    const found = await requireOwner(context, c, CONTAINER_APP);
    const revision = requireRevision(context, found, c.req.param('revision'));
    const replicaName = c.req.param('replica');
    const name = requireContainer(context, revision, replicaName, c.req.param('container'));
    const { output, follow, tailLines } = readQuery(c);
    const format = consoleFormats[output];
    const key = `${found.id}/revisions/${revision.name}/replicas/${replicaName}/containers/${name}`;
    return send(c, context, async function* (signal) {
      for (const note of greeting(name, revision.name, replicaName)) {
        yield format.note(context.clock.now(), note);
      }
      const options = { follow: follow === 'true', tailLines, signal };
      const lines = drop(key, context.replicas.consoleLog(revision, replicaName, name, options));
      for await (const line of whenSilent(lines, SILENCE_MS, context.clock, signal)) {
        yield line === null ? format.note(context.clock.now(), SILENCE_NOTE) : format.line(line);
      }
    });
  });
  app.get(`${container}/exec`, () => {
    throw notSupported("a container's console (exec)");
  });

  const events = (c: Context, owner: Resource, open: (options: LogOptions) => AsyncIterable<SystemEvent>) => {
    const { follow, tailLines } = readQuery(c);
    return send(c, context, async function* (signal) {
      yield* eventGreeting(context.clock.now());
      const items = open({ follow: follow === 'true', tailLines, signal });
      for await (const event of drop(owner.id, items)) yield eventLine(event);
    });
  };
  app.get(`${group}/containerapps/:name/eventstream`, async (c) => {
    const found = await requireOwner(context, c, CONTAINER_APP);
    return events(c, found, (options) => context.replicas.systemLog(found, options));
  });
  app.get(`${group}/managedenvironments/:name/eventstream`, async (c) => {
    const found = await requireOwner(context, c, MANAGED_ENVIRONMENT);
    return events(c, found, (options) => context.replicas.environmentLog(found.id, options));
  });
}

/** The app or environment whose log is asked for, by someone who has a token for it. */
async function requireOwner(context: EmulatorContext, c: Context, type: string): Promise<Resource> {
  const { subscription = '', group = '', name = '' } = c.req.param();
  const id = resourceId(subscription, group, type, [name]);
  checkToken(context, c.req.header('authorization'), id.id);
  return requireResource(context, id);
}

/** The name of a container or init container that the replica has. */
function requireContainer(
  context: EmulatorContext,
  revision: { appId: string; name: string },
  replicaName: string,
  containerName: string,
): string {
  const replica = context.replicas.replicas(revision).find(({ name }) => name === replicaName);
  const all = [...(replica?.containers ?? []), ...(replica?.initContainers ?? [])];
  if (all.some(({ name }) => name === containerName)) return containerName;
  throw new ArmError(
    404,
    'ReplicaNotFound',
    `The replica '${replicaName}' or its container '${containerName}' was not found.`,
  );
}

function readQuery(c: Context): z.infer<typeof query> {
  const result = query.safeParse(c.req.query());
  if (result.success) return result.data;
  const name = String(result.error.issues[0]?.path[0] ?? '');
  throw new ArmError(
    400,
    'InvalidRequestParameter',
    `The value '${c.req.query(name)}' is not valid for '${name}'.`,
    {
      target: name,
    },
  );
}

/** Writes a line when the reader has taken the one before, so that a slow one costs no memory. */
function send(
  c: Context,
  context: EmulatorContext,
  lines: (signal: AbortSignal) => AsyncIterable<string>,
): Response {
  c.header('content-type', 'text/plain; charset=utf-8');
  return stream(c, async (out) => {
    const gone = new AbortController();
    out.onAbort(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, context.tasks.signal]);
    for await (const line of lines(signal)) await out.write(`${line}\n`);
  });
}
