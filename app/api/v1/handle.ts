import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { requireSameOrigin } from '@/lib/auth/same-origin';
import { AppError } from '@/lib/core/errors';
import { plainIssue } from '@/lib/core/plain-issue';
import { problem } from './problem';

/** Far above any request of ours; a whole parameters file has 1 MB at most. */
const MAX_BODY_BYTES = 4_000_000;

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

/** The request's JSON body of at most 4 MB, checked. Throws `bad_input` that names the first wrong field. */
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
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const info = {
      code: 'not_json',
      message: 'The request body is not JSON.',
      action: 'Send a JSON object.',
    };
    throw new AppError('bad_input', info, { cause });
  }
}

async function readText({ body }: Request): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.byteLength;
    if (length > MAX_BODY_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function tooLarge(): AppError {
  return new AppError('bad_input', {
    code: 'body_too_large',
    message: `The request body is larger than ${MAX_BODY_BYTES / 1_000_000} MB.`,
    action: 'Send less.',
  });
}
