/** What was given can't be measured: exit code 2. */
export declare class DeploymentTestInputError extends Error {
}
/** Terraform, a provider, or this operating system can't do it: exit code 2. */
export declare class UnavailableError extends Error {
}
/** The user has stopped it: exit code 130. */
export declare class StoppedError extends Error {
}
