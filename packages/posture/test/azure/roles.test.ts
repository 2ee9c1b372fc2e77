import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const me = "11111111-1111-4111-8111-111111111111";
const owner = `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.owner.id}`;
const data: Resources = {
  azurerm_subscription: { current: {} },
  azurerm_client_config: { current: {} },
  azurerm_role_definition: { owner: { name: "Owner" } },
};
const given = (resource: Resources, variable: object = {}) => evaluated({ dev: { resource, data, variable } });
const assignment = (over: object): Resources => ({
  azurerm_role_assignment: {
    main: {
      scope: "/subscriptions/0/resourceGroups/rg",
      principal_id: me,
      principal_type: "Group",
      role_definition_name: "Reader",
      ...over,
    },
  },
});

describe("Owner", () => {
  it.each([
    ["by name", { role_definition_name: "owner" }],
    ["by id", { role_definition_name: null, role_definition_id: `/subscriptions/0${owner}` }],
    [
      "by id below a data source",
      { role_definition_name: null, role_definition_id: `\${data.azurerm_subscription.current.id}${owner}` },
    ],
    ["by data source", { role_definition_name: null, role_definition_id: "${data.azurerm_role_definition.owner.id}" }],
    ["by for_each", { for_each: '${toset(["Reader", "Owner"])}', role_definition_name: "${each.value}" }],
  ])("is found %s", (_, over) => {
    expect(given(assignment(over)).rules).toContain("role-owner");
  });

  it("is undecided where the role isn't known", () => {
    const { findings } = given(assignment({ role_definition_name: "${var.role}" }), { role: { type: "string" } });
    expect(findings.find(({ rule }) => rule === "role-owner")?.state).toBe("undecided");
  });
});

describe("a custom role of the stacks", () => {
  const role = {
    name: "Reads models",
    scope: "/subscriptions/0/resourceGroups/rg",
    permissions: { actions: ["*/read"] },
  };
  it.each([
    ["by name", { role_definition_name: "${azurerm_role_definition.reads.name}" }],
    [
      "by id",
      {
        role_definition_name: null,
        role_definition_id: "${azurerm_role_definition.reads.role_definition_resource_id}",
      },
    ],
  ])("can't be renamed by Microsoft: %s", (_, over) => {
    const { rules } = given({ azurerm_role_definition: { reads: role }, ...assignment(over) });
    expect(rules).not.toContain("role-by-name");
    expect(rules).not.toContain("role-owner");
  });
});

describe("Privileged Identity Management", () => {
  const pim = {
    scope: "${data.azurerm_subscription.current.id}",
    principal_id: me,
    role_definition_id: `/subscriptions/0${owner}`,
  };

  it("gives a role by an active assignment", () => {
    const { rules } = given({ azurerm_pim_active_role_assignment: { main: pim } });
    expect(rules).toEqual(expect.arrayContaining(["role-owner", "role-scope"]));
  });

  it("lets a role be activated by an eligible one", () => {
    const { messages, rules } = given({ azurerm_pim_eligible_role_assignment: { main: pim } });
    expect(rules).toContain("role-owner");
    expect(messages("role-eligible")[0]).toContain(`lets ${me} activate Owner`);
  });
});

describe("a scope", () => {
  it.each([
    ["/subscriptions/${data.azurerm_client_config.current.subscription_id}", true],
    ["${data.azurerm_subscription.current.id}", true],
    ["/providers/Microsoft.Management/managementGroups/${var.group}", true],
    ["${data.azurerm_subscription.current.id}/resourceGroups/rg", false],
    ["/subscriptions/${data.azurerm_client_config.current.subscription_id}/resourceGroups/rg", false],
  ])("%s is above a resource group: %s", (scope, above) => {
    const { messages } = given(assignment({ scope }), { group: { type: "string" } });
    expect(messages("role-scope").length).toBe(above ? 1 : 0);
  });
});

describe("a condition", () => {
  const admin = (condition: string | null) =>
    given(assignment({ role_definition_name: "Role Based Access Control Administrator", condition })).rules;

  it("that is null is none", () => {
    expect(admin(null)).toContain("role-granting");
    expect(admin("@Resource[x] StringEquals 'y'")).not.toContain("role-granting");
  });
});

describe("a role that isn't known", () => {
  it("is the duplicate of no other", () => {
    const one = assignment({ role_definition_name: "${var.role}" })["azurerm_role_assignment"]?.["main"] ?? {};
    const { rules } = given(
      { azurerm_role_assignment: { one, two: { ...one, role_definition_name: "Reader" }, three: one } },
      { role: { type: "string" } },
    );
    expect(rules).not.toContain("role-duplicate");
  });
});
