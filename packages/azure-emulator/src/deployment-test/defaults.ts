/** Defaults of a deployment test. */
export const DEFAULTS = {
  /** How many of Azure's seconds pass in one. */
  speed: 60,
  /** How many stacks are worked on at once. */
  concurrency: 4,
  /** How many resources of a stack Terraform works on at once; most of their time is waiting, so many is cheap. */
  parallelism: 100,
  /** After which a run of Terraform is stopped. */
  limitSeconds: 1200,
} as const;
