import type { Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { LogLine, LogOptions, SystemEvent } from '../../replicas/replica-host.ts';
import { ArmError } from '../arm-error.ts';
import { checkToken } from '../container-apps/auth-token.ts';
import { requireRevision } from '../container-apps/revisions.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { requireResource } from '../lookup.ts';
import { resourceId } from '../resource-id.ts';

const MAX_TAIL_LINES = 300;
const DEFAULT_TAIL_LINES = 20;

const query = z.object({
  follow: z.enum(['true', 'false']).catch('false'),
  output: z.enum(['text', 'json']).catch('json'),
  tailLines: z.coerce.number().int().min(0).max(MAX_TAIL_LINES).catch(DEFAULT_TAIL_LINES),
});

/** Console lines of a container and system events of an app, as chunked text while the client listens. */
export function addStreamRoutes(app: Hono, context: EmulatorContext): void {
  const item = '/subscriptions/:subscription/resourcegroups/:group/containerapps/:app';

  const requireApp = async (c: Context) => {
    const { subscription = '', group = '', app: name = '' } = c.req.param();
    const id = resourceId(subscription, group, CONTAINER_APP, [name]);
    checkToken(context, c.req.header('authorization'), id.id);
    return requireResource(context, id);
  };

  app.get(`${item}/revisions/:revision/replicas/:replica/containers/:container/logstream`, async (c) => {
    const found = await requireApp(c);
    const revision = requireRevision(context, found, c.req.param('revision'));
    const replica = context.replicas.replicas(revision).find(({ name }) => name === c.req.param('replica'));
    const container = replica?.containers.find(({ name }) => name === c.req.param('container'));
    if (!replica || !container) {
      throw new ArmError(
        404,
        'ReplicaNotFound',
        `The replica '${c.req.param('replica')}' or its container '${c.req.param('container')}' was not found.`,
      );
    }
    const { output } = query.parse(c.req.query());
    const format = output === 'text' ? textLine : jsonLine;
    return send(
      c,
      context,
      (options) => context.replicas.consoleLog(revision, replica.name, container.name, options),
      format,
    );
  });
  app.get(`${item}/eventstream`, async (c) => {
    const found = await requireApp(c);
    return send(c, context, (options) => context.replicas.systemLog(found, options), eventLine);
  });
}

function send<T>(
  c: Context,
  context: EmulatorContext,
  open: (options: LogOptions) => AsyncIterable<T>,
  format: (item: T) => string,
): Response {
  const { follow, tailLines } = query.parse(c.req.query());
  c.header('content-type', 'text/plain; charset=utf-8');
  return stream(c, async (out) => {
    const gone = new AbortController();
    out.onAbort(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, context.tasks.signal]);
    for await (const item of open({ follow: follow === 'true', tailLines, signal })) {
      await out.write(`${format(item)}\n`);
    }
  });
}

const textLine = ({ at, stream, text }: LogLine) => `${at} ${stream} F ${text}`;
const jsonLine = ({ at, stream, text }: LogLine) =>
  escapeAsService(JSON.stringify({ TimeStamp: at, Log: `${stream} F ${text}` }));
const eventLine = (event: SystemEvent) => escapeAsService(JSON.stringify(event));

/** The service writes these as `\u` escapes even where JSON allows them bare. */
function escapeAsService(json: string): string {
  return json.replaceAll('+', '\\u002B').replaceAll("'", '\\u0027').replaceAll('\\"', '\\u0022');
}
