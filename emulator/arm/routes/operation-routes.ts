import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { Operation } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { armTime } from '../arm-time.ts';
import { renderResource } from '../render.ts';
import { retryAfter } from '../retry-after.ts';

const ACCEPTED = 202;
const NO_CONTENT = 204;

/** The URLs that clients poll: `…Statuses` tell in their body, the others by their HTTP status. */
export function addOperationRoutes(app: Hono, context: EmulatorContext): void {
  const find = (id: string): Operation => {
    const operation = context.state.operations.get(id);
    if (operation) return operation;
    throw new ArmError(404, 'OperationNotFound', `The operation '${id}' was not found.`);
  };

  app.get(
    '/subscriptions/:subscription/providers/:namespace/locations/:location/:family/:operation',
    (c, next) => {
      const family = c.req.param('family');
      if (family.endsWith('statuses')) {
        const operation = find(c.req.param('operation'));
        const underWay = operation.status === 'InProgress';
        return c.json(
          renderStatus(operation, new URL(c.req.url).pathname),
          200,
          underWay ? retryAfter(context) : {},
        );
      }
      if (family.endsWith('results') || family === 'asyncoperations') {
        return resultOf(context, find(c.req.param('operation')));
      }
      return next();
    },
  );
  app.get('/subscriptions/:subscription/operationresults/:operation', (c) =>
    resultOf(context, find(c.req.param('operation'))),
  );
}

function renderStatus(operation: Operation, path: string) {
  return {
    id: path,
    name: operation.id,
    status: operation.status,
    startTime: armTime(operation.startedAtMs),
    ...(operation.endedAtMs !== undefined && { endTime: armTime(operation.endedAtMs) }),
    ...(operation.error && { error: operation.error }),
  };
}

function resultOf(context: EmulatorContext, operation: Operation): Response {
  switch (operation.status) {
    case 'InProgress':
      return new Response(null, { status: ACCEPTED, headers: retryAfter(context) });
    case 'Failed':
      return Response.json({ error: operation.error }, { status: 409 });
    case 'Succeeded': {
      const resource = context.state.resources.get(operation.resourceId);
      if (resource) return Response.json(renderResource(context, resource));
      return new Response(null, { status: operation.action === 'delete' ? NO_CONTENT : 200 });
    }
    default:
      return operation.status satisfies never;
  }
}
