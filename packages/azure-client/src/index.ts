export type { Failure, FailureKind, Result } from "./failure.js";
export { AzureClient, type AzureClientOptions, type AzureRequest, type AzureResponse, type Method } from "./client.js";
export { signIn, type SignInOptions } from "./sign-in.js";
export { createHttpClient } from "./http-client.js";
