import { isUnresolved, refuse, requireWholeNumber, UniqueRegistry } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { CidrScope } from "./cidr.js";

/** A rule of a network security group, as data. */
export interface SecurityRule {
  /** Name, 1 to 80 characters, unique in its group. */
  readonly name: string;
  /** 100 to 4096, unique among the rules of its direction. The matching rule with the lowest number applies. */
  readonly priority: number;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  readonly protocol: "Tcp" | "Udp" | "Icmp" | "*";
  /** One block in CIDR notation, service tag or `*`, or a list of blocks. */
  readonly source: string | readonly string[];
  /** One block in CIDR notation, service tag or `*`, or a list of blocks. */
  readonly destination: string | readonly string[];
  /** A port, a range (`8080-8090`) or `*`, or a list of ports and ranges. */
  readonly destinationPorts: string | readonly string[];
  /** @default - none */
  readonly description?: string | undefined;
}

/**
 * Validates security rules.
 * @throws InvalidInputError for a name that Azure rejects or that two rules have, and for a priority outside 100 to
 * 4096 or that two rules of one direction have
 */
export function validateRules(scope: CidrScope, rules: readonly SecurityRule[]): void {
  const registry = new UniqueRegistry();
  const reserve = (key: string, rule: SecurityRule, prop: "name" | "priority") =>
    registry.reserve([key], rule.name, (first) =>
      refuse(scope, `securityRules.${rule.name}.${prop}`, {
        value: rule[prop],
        allowed: `a unique ${prop}; the rule ${first} already has this one`,
        fix: `change the ${prop} of one of the two rules`,
      }),
    );
  for (const rule of rules) {
    assertName("securityRule", rule.name, `${scope.node.path}.securityRules.name`);
    reserve(rule.name.toLowerCase(), rule, "name");
    if (isUnresolved(rule.priority)) continue;
    requireWholeNumber(scope, `securityRules.${rule.name}.priority`, rule.priority, {
      least: 100,
      most: 4096,
      fix: "the lowest number is evaluated first: use 100 for the first rule, 4096 for the last",
    });
    reserve(`${rule.direction} ${rule.priority}`, rule, "priority");
  }
}
