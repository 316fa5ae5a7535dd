import type { ErrorInfo } from '@/lib/core/errors';

/** What a server action answers: an expected failure is a value, so that the form can show it where it belongs. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };
