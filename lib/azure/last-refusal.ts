import 'server-only';
import { type Pipeline, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import { z } from 'zod';

/** https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
const failedOperation = z.object({
  status: z.string().regex(/^(failed|canceled)$/i),
  error: z.object({ code: z.string() }),
});

/**
 * Keeps the last refusal that a client was answered with. The pollers of long-running operations throw errors that have lost
 * it: its code, its details, all but "the operation has failed".
 */
export function keepLastRefusal(pipeline: Pipeline): () => PipelineResponse | undefined {
  let refused: PipelineResponse | undefined;
  pipeline.addPolicy(
    {
      name: 'keepLastRefusal',
      sendRequest: async (request, next) => {
        const response = await next(request);
        refused = response.status >= 400 || isFailedOperation(response) ? response : undefined;
        return response;
      },
    },
    // Outside of the retries: only what they could not help counts.
    { phase: 'Serialize' },
  );
  return () => refused;
}

/** Azure tells of an operation's failure within a successful answer. */
function isFailedOperation({ bodyAsText }: PipelineResponse): boolean {
  if (!bodyAsText?.includes('"error"')) return false;
  try {
    return failedOperation.safeParse(JSON.parse(bodyAsText)).success;
  } catch {
    return false;
  }
}

/** The refusal as the error that a plain request would have thrown. */
export function asRestError(response: PipelineResponse): RestError {
  const { status: statusCode, request } = response;
  return new RestError('The request was refused.', { statusCode, request, response });
}
