import 'server-only';
import { type RequestPolicy, toHttpHeadersLike } from '@azure/core-http-compat';
import { createHttpHeaders, createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline';

/** One of today's HTTP clients in the shape of an older one, which is all that the library for files takes. */
export function asFilesClient(client: HttpClient): RequestPolicy {
  return {
    async sendRequest(asked) {
      const { url, method, body, timeout, abortSignal, onUploadProgress, streamResponseStatusCodes } = asked;
      const request = createPipelineRequest({
        url,
        method,
        headers: createHttpHeaders(asked.headers.toJson({ preserveCase: true })),
        timeout,
        ...(body !== undefined && { body }),
        ...(abortSignal && { abortSignal }),
        ...(onUploadProgress && { onUploadProgress }),
        ...(streamResponseStatusCodes && { streamResponseStatusCodes }),
      });
      const response = await client.sendRequest(request);
      return { ...response, request: asked, headers: toHttpHeadersLike(response.headers) };
    },
  };
}
