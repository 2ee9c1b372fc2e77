/** What was given can't be rehearsed: exit code 1. */
export class RehearsalInputError extends Error {}

/** Terraform, a provider, or this operating system can't do it: exit code 2. */
export class UnavailableError extends Error {}
