import type { z } from 'zod';
import { getProject, type Project } from '@/lib/config/projects';
import { encodeEvent } from '@/lib/core/sse';
import { planRequestSchema } from '@/lib/provisioning/input';
import { makePlan } from '@/lib/provisioning/plan/make-plan';
import type { PlanPart } from '@/lib/provisioning/plan/plan';
import { eventStream } from '../../../event-stream';
import { handleMutation, readBody } from '../../../handle';
import { problem } from '../../../problem';

type Context = RouteContext<'/api/v1/projects/[project]/plan'>;
type PlanRequest = z.infer<typeof planRequestSchema>;

/**
 * Makes a plan. Answers it as JSON; or, where `Accept` asks for `text/event-stream`, each part as an event of its type as soon
 * as it is known, then `end`. What makes a plan impossible is then an event `error` with the problem.
 */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, async () => {
    const project = getProject((await params).project);
    const body = await readBody(request, planRequestSchema);
    if (request.headers.get('accept')?.includes('text/event-stream')) {
      return eventStream(request, (signal) => frames(project, body, signal));
    }
    const plan = await makePlan(project, split(body), () => undefined, request.signal);
    return Response.json(plan, { headers: { 'cache-control': 'no-store' } });
  });
}

async function* frames(project: Project, body: PlanRequest, signal: AbortSignal): AsyncGenerator<string> {
  const left = new AbortController();
  const parts: PlanPart[] = [];
  let wake = () => {};
  const onPart = (part: PlanPart) => {
    parts.push(part);
    wake();
  };
  let made: { error?: unknown } | undefined;
  const making = makePlan(project, split(body), onPart, AbortSignal.any([signal, left.signal]))
    .then(
      () => ({}),
      (error: unknown) => ({ error }),
    )
    .then((result) => {
      made = result;
      wake();
    });
  try {
    while (!made || parts.length > 0) {
      const part = parts.shift();
      if (part) yield encodeEvent({ event: part.type, data: part });
      else if (!made) await new Promise<void>((resolve) => (wake = resolve));
    }
    if ('error' in made && !signal.aborted)
      yield encodeEvent({ event: 'error', data: await problem(made.error).json() });
    else yield encodeEvent({ event: 'end', data: {} });
  } finally {
    left.abort();
    await making;
  }
}

const split = ({ parameters, ...target }: PlanRequest) => ({ target, parameters });
