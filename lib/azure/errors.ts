import 'server-only';
import { isRestError, type PipelineResponse } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { type Advice, adviceFor } from '@/lib/azure/catalogue/catalogue';
import { notSignedIn } from '@/lib/azure/catalogue/sign-in';
import { findSignInCode } from '@/lib/azure/sign-in-code';
import { AppError, type ErrorInfo } from '@/lib/core/errors';

/** Azure's messages may carry whole policies; a person reads the beginning. */
const MAX_MESSAGE_LENGTH = 500;
/** From this status on an answer is a refusal. */
const HTTP_REFUSED = 400;
/** A template of hundreds of resources may fail in each of them. */
const MAX_DETAILS = 10;

/** An error as ARM writes it: https://learn.microsoft.com/azure/azure-resource-manager/management/common-deployment-errors */
export type ArmError = {
  code?: string | undefined;
  message?: string | undefined;
  target?: string | undefined;
  details?: readonly ArmError[] | undefined;
};

const armErrorSchema: z.ZodType<ArmError> = z.lazy(() =>
  z.object({
    code: z.string().optional(),
    message: z.string().optional(),
    target: z
      .string()
      .nullish()
      .transform((target) => target ?? undefined),
    details: z
      .array(armErrorSchema)
      .nullish()
      .transform((details) => details ?? undefined),
  }),
);
const armBodySchema = z.union([
  z.object({ error: armErrorSchema }).transform(({ error }) => error),
  armErrorSchema,
]);

/** The identity library's errors share no base class that survives bundling, but keep their names. */
const signInErrors = new Set([
  'CredentialUnavailableError',
  'ChainedTokenCredentialError',
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
]);

/**
 * One translation for everything that an Azure call can throw. `doing` completes "Azure could not …".
 * `body` is the raw answer where the SDK is known to drop it (the first answer of a long-running operation).
 */
export function toAppError(error: unknown, doing: string, body?: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && signInErrors.has(error.name)) return signInRefused(error);
  if (!isRestError(error)) {
    return new AppError('internal', unexpected(doing), { cause: error });
  }
  if (error.statusCode === undefined) {
    return new AppError(
      'unavailable',
      {
        code: 'azure_unreachable',
        message: `Azure could not be reached to ${doing}${error.code ? ` (${error.code})` : ''}.`,
        action: 'Check the network connection of the machine that runs Slipway, then try again.',
      },
      { cause: error },
    );
  }
  // Without a code it is not Azure's own answer but that of something in between, and its text helps nobody.
  const coded = error.code ? { code: error.code, message: storageMessage(error) } : {};
  const parsed = parseArmError(body ?? error.response?.bodyAsText) ?? coded;
  // A failure told within a successful answer has no status of its own.
  const status = error.statusCode < HTTP_REFUSED ? undefined : error.statusCode;
  return armError(parsed, doing, status, error, correlationOf(error.response));
}

/** The AppError for an error that ARM reported inside a successful answer, such as a failed deployment's. */
export function armError(
  reported: ArmError,
  doing: string,
  status?: number,
  cause?: unknown,
  correlationId?: string,
): AppError {
  const { deepest, others } = deepestOf(reported);
  const code = deepest.code || reported.code || (status ? `Http${status}` : 'azure_failed');
  const advice = adviceFor(code, status);
  const own = deepest.message ? clip(deepest.message) : undefined;
  const sentence = own ?? advice.sentence ?? `Azure could not ${doing}.`;
  const more = others > 0 ? ` (and ${others} more)` : '';
  const target = deepest.target ? { target: deepest.target } : {};
  const details = around(reported, deepest).slice(0, MAX_DETAILS);
  const told = { ...target, ...(details.length > 0 && { details }) };
  const info = { code, message: sentence + more, ...why(advice), ...told };
  return new AppError(advice.kind, correlationId ? { ...info, correlationId } : info, { cause });
}

/** The parts of an entry that an error carries along; what is not known is left out. */
function why({ action, cause, link }: Advice): Pick<ErrorInfo, 'action' | 'cause' | 'link'> {
  return { action, ...(cause && { cause }), ...(link && { link }) };
}

/** The id by which Microsoft's support finds the request; storage has one of its own. */
function correlationOf(response: PipelineResponse | undefined): string | undefined {
  const { headers } = response ?? {};
  return headers?.get('x-ms-correlation-request-id') ?? headers?.get('x-ms-request-id');
}

/** Reads an ARM error from a JSON body, wrapped in `error` or flat; undefined when there is none. */
function parseArmError(body: string | null | undefined): ArmError | undefined {
  if (!body?.trimStart().startsWith('{')) return undefined;
  try {
    const parsed = armBodySchema.safeParse(JSON.parse(body));
    return parsed.success && (parsed.data.code || parsed.data.message) ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** "DeploymentFailed" says nothing; the cause is the innermost detail, sometimes as JSON within the message. */
function deepestOf(error: ArmError): { deepest: ArmError; others: number } {
  const inMessage = parseArmError(error.message);
  if (inMessage) return deepestOf(inMessage);
  const [first, ...rest] = error.details ?? [];
  if (!first) return { deepest: error, others: 0 };
  const inner = deepestOf(first);
  return { deepest: inner.deepest, others: inner.others + rest.length };
}

/** The errors around the deepest one and beside it, a line each, without those that say nothing new. */
function around(error: ArmError, deepest: ArmError): string[] {
  return [...new Set(linesOf(error))].filter((line) => line !== '' && line !== lineOf(deepest));
}

function linesOf(error: ArmError): string[] {
  const inMessage = parseArmError(error.message);
  const own = inMessage ? { code: error.code } : error;
  const inner = [...(inMessage ? [inMessage] : []), ...(error.details ?? [])];
  return [lineOf(own), ...inner.flatMap(linesOf)];
}

function lineOf({ code, message }: ArmError): string {
  return [code, message && clip(message)].filter(Boolean).join(': ');
}

/** Storage answers XML; its SDK puts the text into `details` and only a status into the message. */
function storageMessage(error: { message: string; details?: unknown }): string {
  const details = z.object({ message: z.string() }).safeParse(error.details);
  return details.success ? details.data.message : error.message;
}

function clip(message: string): string {
  const line = (message.split('\n')[0] ?? message).trim();
  return line.length <= MAX_MESSAGE_LENGTH ? line : `${line.slice(0, MAX_MESSAGE_LENGTH)}…`;
}

/** The sign-in service's own text names accounts and tokens, so a sentence of ours stands for it. */
function signInRefused(cause: Error): AppError {
  const { code, correlationId } = findSignInCode(cause);
  const entry = code ? adviceFor(code, 401) : notSignedIn;
  const message = entry.sentence ?? notSignedIn.sentence;
  const info = { code: code ?? 'not_signed_in', message, ...why(entry) };
  return new AppError(entry.kind, correlationId ? { ...info, correlationId } : info, { cause });
}

function unexpected(doing: string): ErrorInfo {
  return {
    code: 'azure_unexpected',
    message: `Azure gave an unexpected answer to the request to ${doing}.`,
    action: 'Try again; if it happens again, look at the server log.',
  };
}
