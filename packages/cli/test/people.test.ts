import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError, type Problem } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const A = "00000000-0000-4000-8000-00000000000a";
const B = "00000000-0000-4000-8000-00000000000b";
const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const PROD = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
const group = (fields: object) => ({ type: "group", name: "team", objectId: A, environments: ["dev"], ...fields });
const platform = (...people: object[]) => ({
  assignUserRoles: true,
  people,
  environments: { dev: DEV, prod: PROD },
});
const model = (...people: object[]) => platformOf(platform(...people));

function problems(...people: object[]): readonly Problem[] {
  try {
    parseConfiguration("f", JSON.stringify(platform(...people)));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

/** How many roles a principal has in each stack. */
function rolesOf(synthesized: ReturnType<typeof model>, principalId: string, type = "azurerm_role_assignment") {
  const held = synthesized.resources({ type }).filter((one) => one.get("principal_id") === principalId);
  const stacks = new Set(held.map(({ stack }) => stack.name));
  return Object.fromEntries([...stacks].map((stack) => [stack, held.filter((one) => one.stack.name === stack).length]));
}

describe("people", () => {
  it("are data scientists unless they have another tier", () => {
    expect(rolesOf(model(group({})), A)).toEqual({ "aml-dev": 7 });
    expect(rolesOf(model(group({ tier: "reader" })), A)).toEqual({ "aml-dev": 2 });
  });

  it("may be other groups in each environment", () => {
    const both = model({ type: "group", name: "team", tier: "operator", objectIds: { dev: A, prod: B } });
    expect(rolesOf(both, A)).toEqual({ "aml-dev": 3 });
    expect(rolesOf(both, B)).toEqual({ "aml-prod": 3 });
  });

  it("may be eligible for their roles only", () => {
    const synthesized = model(group({ tier: "administrator", eligible: { durationDays: 180 } }));
    expect(rolesOf(synthesized, A)).toEqual({});
    expect(rolesOf(synthesized, A, "azurerm_pim_eligible_role_assignment")).toEqual({ "aml-dev": 3 });
    expect(synthesized).toHaveResource("azurerm_pim_eligible_role_assignment", {
      schedule: { expiration: { duration_days: 180 } },
    });
  });

  it("are service principals of pipelines, too", () => {
    const synthesized = model(group({ type: "servicePrincipal", name: "train", tier: "pipeline" }));
    expect(rolesOf(synthesized, A)).toEqual({ "aml-dev": 4 });
    expect(synthesized).toHaveResource("azurerm_role_assignment", {
      principal_id: A,
      principal_type: "ServicePrincipal",
    });
  });

  it.each<[string, object[], string, string]>([
    ["an unknown tier", [group({ tier: "datascientist" })], "people.0.tier", "did you mean dataScientist?"],
    ["no object id", [group({ objectId: undefined })], "people.0", '"objectIds": { "dev": "<GUID>" }'],
    ["both kinds of object ids", [group({ objectIds: { dev: A } })], "people.0", '"objectIds": { "dev": "<GUID>" }'],
    [
      "an unknown environment",
      [{ type: "group", name: "x", objectIds: { qa: A } }],
      "people.0.objectIds.qa",
      "name an environment",
    ],
    [
      "a name for an id",
      [{ type: "group", name: "x", objectIds: { dev: "team" } }],
      "people.0.objectIds.dev",
      "az ad group show",
    ],
    [
      "an eligible service principal",
      [group({ type: "servicePrincipal", tier: "pipeline", eligible: true })],
      "people.0.eligible",
      "remove it",
    ],
    ["too many days", [group({ eligible: { durationDays: 400 } })], "people.0.eligible.durationDays", "use 180"],
    [
      "one group in two tiers",
      [group({}), group({ name: "two", tier: "lead" })],
      "people.1.objectId",
      "keep one of the two",
    ],
    ["one name twice", [group({}), group({ objectId: B })], "people.1.name", "rename one of the two"],
  ])("are refused for %s", (_, people, path, fix) => {
    expect(problems(...people)).toMatchObject([{ path, fix: expect.stringContaining(fix) as string }]);
  });

  it("may have one name in different environments", () => {
    expect(rolesOf(model(group({}), group({ objectId: B, environments: ["prod"] })), B)).toEqual({ "aml-prod": 7 });
  });
});
