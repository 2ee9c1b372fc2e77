import { describe, expect, it } from "vitest";
import {
  FAILURE_MODES,
  type FailureModeFacts,
  type FailureModeName,
  FailureModes,
} from "../../../src/emulator/failure-modes/failure-modes.js";

const facts = FAILURE_MODES as Readonly<Record<FailureModeName, FailureModeFacts>>;

describe("FAILURE_MODES", () => {
  it("are these, switched on or off, or delays in Azure's seconds", () => {
    expect(Object.fromEntries(Object.entries(facts).map(([name, rule]) => [name, rule.default]))).toEqual({
      "role-propagation": 60,
      "principal-replication": 10,
      "role-assignment-exists": true,
      "workspace-roles": true,
      "workspace-role-bundle": false,
      "workspace-name-release": 150,
      "workspace-soft-delete": true,
      "outbound-rule-subresource": true,
      "outbound-rule-approval": 300,
      "outbound-rule-conflict": false,
      "outbound-rule-lost-update": true,
      "registry-readiness": 10,
      "vault-soft-delete": true,
      "compute-roles": true,
      "cluster-roles": true,
      "cluster-attach-roles": true,
      "cluster-settling": 120,
      "image-build": true,
      "registry-image-build": true,
      "datastore-validation": true,
      "asset-roles": true,
      "asset-sharing": true,
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
    const failureModes = new FailureModes();
    expect(failureModes.applies("image-build")).toBe(true);
    expect(failureModes.applies("outbound-rule-conflict")).toBe(false);
    expect(failureModes.seconds("role-propagation")).toBe(60);
  });

  it("are switched on and off", () => {
    const failureModes = new FailureModes({ "image-build": false, "outbound-rule-conflict": true });
    expect(failureModes.applies("image-build")).toBe(false);
    expect(failureModes.applies("outbound-rule-conflict")).toBe(true);
  });

  it("take other seconds", () => {
    const failureModes = new FailureModes({ "role-propagation": 300 });
    expect(failureModes.seconds("role-propagation")).toBe(300);
    expect(failureModes.applies("role-propagation")).toBe(true);
  });

  it("keep their seconds where they are only switched on", () => {
    expect(new FailureModes({ "workspace-name-release": true }).seconds("workspace-name-release")).toBe(150);
  });

  it.each([false, 0])("take no time and don't apply where a delay is %s", (setting) => {
    const failureModes = new FailureModes({ "workspace-name-release": setting });
    expect(failureModes.seconds("workspace-name-release")).toBe(0);
    expect(failureModes.applies("workspace-name-release")).toBe(false);
  });

  it("have no seconds where they are no delay", () => {
    expect(new FailureModes({ "image-build": true }).seconds("image-build")).toBe(0);
  });
});
