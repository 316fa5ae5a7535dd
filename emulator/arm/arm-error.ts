import type { WireError } from '../state/models.ts';

/** A refusal in ARM's shape: an HTTP status and `{ error: { code, message, target?, details? } }`. */
export class ArmError extends Error {
  readonly status: number;
  readonly wire: WireError;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    extra: Omit<WireError, 'code' | 'message'> & { headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'ArmError';
    this.status = status;
    const { headers, ...rest } = extra;
    this.wire = { code, message, ...rest };
    this.headers = headers ?? {};
  }

  toResponse(): Response {
    return Response.json({ error: this.wire }, { status: this.status, headers: this.headers });
  }
}

/** What the local Azure does not do yet, said by name. */
export function notSupported(what: string): ArmError {
  return new ArmError(501, 'NotImplementedByLocalAzure', `The local Azure does not support ${what}.`);
}

/** The error of an operation: a refusal as it is, anything else as the service's own failure. */
export function toWireError(error: unknown): WireError {
  if (error instanceof ArmError) return error.wire;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'InternalServerError', message: `The local Azure failed: ${message}` };
}
