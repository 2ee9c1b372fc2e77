import { describe, expect, it } from "vitest";
import { Principal } from "../src/index.js";
import { devStack, OBJECT_IDS } from "./platform.js";

describe("Principal", () => {
  it("speaks of an identity by its kind, environment and construct", () => {
    const identity = devStack().identity("workspace");
    expect(Principal.workspaceIdentity(identity, "dev")).toMatchObject({
      kind: "workspace-identity",
      environmentName: "dev",
      name: "aml-dev/workspace-identity",
      construct: identity,
    });
    expect(Principal.computeIdentity(identity, "dev").kind).toBe("compute-identity");
  });

  it.each([
    ["servicePrincipal", "service-principal"],
    ["user", "user"],
    ["group", "group"],
  ] as const)("speaks of a %s by its object id, or a name", (make, kind) => {
    expect(Principal[make]({ objectId: OBJECT_IDS.team })).toMatchObject({
      kind,
      name: OBJECT_IDS.team,
      environmentName: undefined,
    });
    expect(Principal[make]({ objectId: OBJECT_IDS.team, name: "team", environmentName: "dev" })).toMatchObject({
      name: "team",
      environmentName: "dev",
    });
  });

  it("calls the deployment principal so, in no environment", () => {
    expect(Principal.deployment({ objectId: OBJECT_IDS.pipeline })).toMatchObject({
      kind: "deployment",
      name: "deployment principal",
      environmentName: undefined,
    });
    expect(Principal.deployment({ objectId: OBJECT_IDS.pipeline, name: "pipeline" }).name).toBe("pipeline");
  });
});
