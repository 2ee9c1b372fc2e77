import { describe, expect, it } from "vitest";
import { RULES, type RuleFacts, type RuleName, Rules } from "../../../src/emulator/rules/rules.js";

const facts = RULES as Readonly<Record<RuleName, RuleFacts>>;

describe("RULES", () => {
  it("are these, switched on or off, or delays in Azure's seconds", () => {
    expect(Object.fromEntries(Object.entries(facts).map(([name, rule]) => [name, rule.default]))).toEqual({
      "role-propagation": 60,
      "principal-replication": 10,
      "role-assignment-exists": true,
      "workspace-roles": true,
      "workspace-role-bundle": false,
      "workspace-slot": 150,
      "workspace-soft-delete": true,
      "outbound-rule-subresource": true,
      "outbound-rule-approval": 300,
      "outbound-rule-conflict": false,
      "outbound-rule-lost-update": true,
      "registry-readiness": 10,
      "vault-soft-delete": true,
      "compute-roles": true,
      "cluster-settling": 120,
      "image-build": true,
    });
  });

  it("each say what happens, and what Azure answers", () => {
    for (const { about, answer } of Object.values(facts)) {
      expect(about).toMatch(/^[a-z].*[^.]$/);
      expect(answer).toMatch(/^(\d{3} [A-Z]\w+|operation failed, [A-Z]\w+|no error; )/);
    }
  });
});

describe("Rules", () => {
  it("apply as by default where nothing is said", () => {
    const rules = new Rules();
    expect(rules.applies("image-build")).toBe(true);
    expect(rules.applies("outbound-rule-conflict")).toBe(false);
    expect(rules.seconds("role-propagation")).toBe(60);
  });

  it("are switched on and off", () => {
    const rules = new Rules({ "image-build": false, "outbound-rule-conflict": true });
    expect(rules.applies("image-build")).toBe(false);
    expect(rules.applies("outbound-rule-conflict")).toBe(true);
  });

  it("take other seconds", () => {
    const rules = new Rules({ "role-propagation": 300 });
    expect(rules.seconds("role-propagation")).toBe(300);
    expect(rules.applies("role-propagation")).toBe(true);
  });

  it("keep their seconds where they are only switched on", () => {
    expect(new Rules({ "workspace-slot": true }).seconds("workspace-slot")).toBe(150);
  });

  it.each([false, 0])("take no time and don't apply where a delay is %s", (setting) => {
    const rules = new Rules({ "workspace-slot": setting });
    expect(rules.seconds("workspace-slot")).toBe(0);
    expect(rules.applies("workspace-slot")).toBe(false);
  });

  it("have no seconds where they are no delay", () => {
    expect(new Rules({ "image-build": true }).seconds("image-build")).toBe(0);
  });
});
