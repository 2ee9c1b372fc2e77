/** Invalid input: exit code 2. */
export class DeploymentTestInputError extends Error {}

/** Terraform or a provider is missing, or the operating system isn't supported: exit code 2. */
export class UnavailableError extends Error {}

/** Stopped by the user: exit code 130. */
export class StoppedError extends Error {}
