import { HUB } from "../config/hub.js";

const BASE = "-base";

/** Name of the stack with the shared DNS zones. */
export function dnsStackName(prefix: string): string {
  return `${prefix}-dns-shared`;
}

/** Name of the stack with the governance of the platform's subscription. */
export function governanceStackName(prefix: string): string {
  return `${prefix}-governance-shared`;
}

/** Name of the hub's stack. */
export function hubStackName(prefix: string): string {
  return environmentStackName(prefix, HUB);
}

/** Names of an environment's stacks: its base, and its network with the workspace. */
export function stacksOfEnvironment(prefix: string, environment: string): readonly string[] {
  return [baseStackName(prefix, environment), environmentStackName(prefix, environment)];
}

/** Name of the stack with an environment's base. Environments have no dashes in their names. */
export function baseStackName(prefix: string, environment: string): string {
  return `${environmentStackName(prefix, environment)}${BASE}`;
}

/** Name of the stack with an environment's network and workspace. */
export function environmentStackName(prefix: string, environment: string): string {
  return `${prefix}-${environment}`;
}

/** Name of the environment that a stack would be a part of. */
export function environmentOfStack(prefix: string, stack: string): string {
  const name = stack.startsWith(`${prefix}-`) ? stack.slice(prefix.length + 1) : stack;
  return name.endsWith(BASE) ? name.slice(0, -BASE.length) : name;
}
