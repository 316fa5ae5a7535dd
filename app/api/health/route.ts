import { readiness } from '@/lib/worker/boot';

/** 200 once the database, the queue and the worker run; 503 before that and when they could not start. */
export function GET(): Response {
  const status = readiness();
  return Response.json({ status }, { status: status === 'ready' ? 200 : 503 });
}
