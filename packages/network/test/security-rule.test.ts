import { BASTION_SECURITY_RULES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { PRIVATE_ENDPOINT_SECURITY_RULES, type SecurityRule } from "../src/index.js";
import { validateRules } from "../src/security-rule.js";
import { later } from "./fixture.js";

const scope = { node: { path: "stack/Group" } };
const rule = (name: string, priority: number, direction: SecurityRule["direction"] = "Inbound"): SecurityRule => ({
  name,
  priority,
  direction,
  access: "Allow",
  protocol: "Tcp",
  source: "*",
  destination: "*",
  destinationPorts: "443",
});
const validate = (...rules: SecurityRule[]) => {
  validateRules(scope, rules);
};

describe("validateRules", () => {
  it("accepts the rules that Azure prescribes for Bastion, and those for endpoints (S0-BAS-08)", () => {
    validate(...BASTION_SECURITY_RULES);
    validate(...PRIVATE_ENDPOINT_SECURITY_RULES);
  });

  it("accepts a priority once in each direction", () => {
    validate(rule("In", 100), rule("Out", 100, "Outbound"), rule("Last", 4096));
  });

  it.each([99, 4097, 200.5])("fails on the priority %d", (priority) => {
    expect(() => {
      validate(rule("Odd", priority));
    }).toThrow(`stack/Group.securityRules.Odd.priority: got ${priority}; allowed: a whole number from 100 to 4096`);
  });

  it("fails on a priority that two rules of a direction have", () => {
    expect(() => {
      validate(rule("One", 100), rule("Two", 100));
    }).toThrow(
      "stack/Group.securityRules.Two.priority: got 100; allowed: a unique priority; the rule One already has this one",
    );
  });

  it("fails on a name that two rules have, in whatever case and direction", () => {
    expect(() => {
      validate(rule("One", 100), rule("ONE", 200, "Outbound"));
    }).toThrow(
      'stack/Group.securityRules.ONE.name: got "ONE"; allowed: a unique name; the rule One already has this one',
    );
  });

  it("fails on a name that Azure refuses", () => {
    expect(() => {
      validate(rule("Not this", 100));
    }).toThrow('stack/Group.securityRules.name: got "Not this"');
  });

  it("does not evaluate a priority that only Terraform knows", () => {
    validate({ ...rule("One", 100), priority: later() as never }, { ...rule("Two", 100), priority: later() as never });
  });
});
