import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  throttlingRetryPolicy,
} from "@azure/core-rest-pipeline";
import type { HttpHeaders, HttpOperationResponse, IHttpClient } from "@azure/storage-blob";

/**
 * A client of `@azure/core-rest-pipeline` in the form that `@azure/storage-blob` takes. It retries 429, which
 * `@azure/storage-blob` doesn't.
 */
export function blobHttpClient(client: HttpClient): IHttpClient {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(throttlingRetryPolicy());
  return {
    async sendRequest(request): Promise<HttpOperationResponse> {
      const { url, method, body, timeout, abortSignal, streamResponseStatusCodes, onUploadProgress, agent } = request;
      const outgoing = createPipelineRequest({
        url,
        method: method as HttpMethods,
        headers: createHttpHeaders(request.headers.toJson({ preserveCase: true })),
        body,
        timeout,
        abortSignal,
        streamResponseStatusCodes,
        onUploadProgress,
      });
      // The proxy, which is not among the options of a request.
      outgoing.agent = agent;
      const response = await pipeline.sendRequest(client, outgoing);
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { ...response, request, headers: headers satisfies HttpHeaders };
    },
  };
}
