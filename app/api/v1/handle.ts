import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { requireSameOrigin } from '@/lib/auth/same-origin';
import { AppError } from '@/lib/core/errors';
import { plainIssue } from '@/lib/core/plain-issue';
import { problem } from './problem';

/** The one translation of errors at the HTTP edge. */
export async function handle(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    return problem(error);
  }
}

/** As `handle`, for a request that changes something: it must come from our own pages, or from no page at all. */
export function handleMutation(request: Request, work: () => Promise<Response>): Promise<Response> {
  return handle(() => {
    requireSameOrigin(request.headers);
    return work();
  });
}

/** The request's JSON body, checked. Throws `bad_input` that names the first wrong field. */
export async function readBody<T>(request: Request, schema: z.core.$ZodType<T>): Promise<T> {
  return parseInput(await readJson(request), schema);
}

/** The request's query, checked. Throws `bad_input` that names the first wrong key. */
export function readQuery<T>(request: Request, schema: z.core.$ZodType<T>): T {
  return parseInput(Object.fromEntries(new URL(request.url).searchParams), schema);
}

function parseInput<T>(value: unknown, schema: z.core.$ZodType<T>): T {
  const parsed = z.core.safeParse(schema, value, { error: plainIssue });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const target = issue?.path.join('.');
  throw new AppError('bad_input', {
    code: 'bad_input',
    message: `${target || 'The request'} ${issue?.message ?? 'cannot be used'}.`,
    action: 'Correct the request and send it again.',
    target: target || undefined,
  });
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    const info = {
      code: 'not_json',
      message: 'The request body is not JSON.',
      action: 'Send a JSON object.',
    };
    throw new AppError('bad_input', info, { cause });
  }
}
