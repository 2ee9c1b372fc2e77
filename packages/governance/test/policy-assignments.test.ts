import { describe, expect, it } from "vitest";
import { type AssignedPolicy, PolicyAssignments, type PolicyAssignmentsProps } from "../src/index.js";
import { refusalOf, SmallStack } from "./fixture.js";

const GROUP = "azurerm_resource_group_policy_assignment";

function policies(props: Partial<PolicyAssignmentsProps>): SmallStack {
  const stack = new SmallStack();
  new PolicyAssignments(stack, "Policies", {
    resourceGroup: stack.group,
    policies: [{ policy: "workspacePrivateLink" }],
    nameSuffix: "aml-dev",
    environmentName: "dev",
    ...props,
  });
  return stack;
}

describe("PolicyAssignments", () => {
  it("assigns built-in policies by GUID: private link, public access, customer-managed key (S2-ADD-03)", () => {
    const stack = policies({
      policies: [
        { policy: "workspacePrivateLink" },
        { policy: "workspacePublicNetworkAccess", effect: "Deny" },
        { policy: "workspaceCustomerManagedKey" },
      ],
    });
    const definition = (guid: string) => `/providers/Microsoft.Authorization/policyDefinitions/${guid}`;
    expect(stack).toHaveResource(GROUP, {
      name: "workspacePrivateLink-aml-dev",
      policy_definition_id: definition("45e05259-1eb5-4f70-9574-baf73e9d219b"),
      parameters: '{"effect":{"value":"Audit"}}',
    });
    expect(stack).toHaveResource(GROUP, {
      policy_definition_id: definition("438c38d2-3772-465a-a9cc-7a6666a275ce"),
      parameters: '{"effect":{"value":"Deny"}}',
    });
    expect(stack).toHaveResource(GROUP, {
      policy_definition_id: definition("ba769a63-b8cc-4b2d-abf6-ac33c7204be8"),
      identity: undefined,
    });
  });

  it("gives a policy that changes resources an identity with its roles on the scope (S4-SEC-02)", () => {
    const stack = policies({ policies: [{ policy: "computeLocalAuthenticationDisabled" }] });
    expect(stack).toHaveResource(GROUP, {
      identity: { type: "SystemAssigned" },
      location: "${azurerm_resource_group.Group.location}",
    });
    expect(stack).toHaveResource("azurerm_role_assignment", {
      scope: "${azurerm_resource_group.Group.id}",
      role_definition_id: expect.stringContaining("b24988ac-6180-42a0-ab88-20f7382dd24c"),
      principal_type: "ServicePrincipal",
    });
  });

  it("restricts deployments to models of one registry, without a message, which Azure rejects there", () => {
    const parameters = { allowedRegistryName: "mlrdevcc01" };
    expect(policies({ policies: [{ policy: "deploymentAllowedRegistry", parameters }] })).toHaveResource(GROUP, {
      parameters: '{"allowedRegistryName":{"value":"mlrdevcc01"},"effect":{"value":"Deny"}}',
      non_compliance_message: undefined,
    });
  });

  it("exempts its scope until a date, with the reason (S4-SEC-02)", () => {
    const exemptions = [{ policy: "workspacePrivateLink", reason: "The pilot ends.", expires: "2027-06-30" }] as const;
    expect(policies({ exemptions })).toHaveResource("azurerm_resource_group_policy_exemption", {
      exemption_category: "Waiver",
      description: "The pilot ends.",
      expires_on: "2027-06-30T23:59:59Z",
    });
  });

  it("assigns policies to a subscription", () => {
    const stack = policies({ resourceGroup: undefined, subscriptionId: "${var.subscription_id}" });
    expect(stack).toHaveResource("azurerm_subscription_policy_assignment", {
      subscription_id: "/subscriptions/${var.subscription_id}",
    });
  });

  it.each<[string, Partial<PolicyAssignmentsProps>, string]>([
    [
      "an exemption without an end",
      { exemptions: [{ policy: "workspacePrivateLink", reason: "r" } as never] },
      "exemptions.workspacePrivateLink.expires",
    ],
    [
      "an exemption that ends on no day",
      { exemptions: [{ policy: "workspacePrivateLink", reason: "r", expires: "2027-02-30" }] },
      "exemptions.workspacePrivateLink.expires",
    ],
    [
      "an exemption without a reason",
      { exemptions: [{ policy: "workspacePrivateLink", reason: "", expires: "2027-06-30" }] },
      "exemptions.workspacePrivateLink.reason",
    ],
    [
      "an exemption of a policy that isn't assigned",
      { exemptions: [{ policy: "workspaceManagedNetwork", reason: "r", expires: "2027-06-30" }] },
      "exemptions.workspaceManagedNetwork",
    ],
    ["an unknown policy", { policies: [{ policy: "privateLink" as never }] }, "policies"],
    [
      "a policy twice",
      { policies: [{ policy: "workspacePrivateLink" }, { policy: "workspacePrivateLink" }] },
      "policies.workspacePrivateLink",
    ],
    [
      "an effect that the policy doesn't have",
      { policies: [{ policy: "workspacePrivateLink", effect: "Deny" }] },
      "policies.workspacePrivateLink.effect",
    ],
    [
      "a parameter that the policy doesn't have",
      { policies: [{ policy: "workspacePrivateLink", parameters: { a: "b" } }] },
      "policies.workspacePrivateLink.parameters.a",
    ],
    [
      "a parameter of another type",
      { policies: [{ policy: "deploymentAllowedRegistry", parameters: { allowedRegistryName: true } }] },
      "policies.deploymentAllowedRegistry.parameters.allowedRegistryName",
    ],
    [
      "a parameter of another value",
      { policies: [{ policy: "workspaceManagedNetwork", parameters: { isolationMode: "Open" } }] },
      "policies.workspaceManagedNetwork.parameters.isolationMode",
    ],
    [
      "a parameter without a value",
      { policies: [{ policy: "deploymentAllowedRegistry" }] },
      "policies.deploymentAllowedRegistry.parameters.allowedRegistryName",
    ],
    ["neither group nor subscription", { resourceGroup: undefined }, "resourceGroup"],
    [
      "an identity without a region",
      {
        resourceGroup: undefined,
        subscriptionId: "00000000-0000-4000-8000-00000000000b",
        policies: [{ policy: "computeLocalAuthenticationDisabled" }],
      },
      "location",
    ],
  ])("refuses %s", (_, props, prop) => {
    expect(refusalOf(() => policies(props)).path).toBe(`aml-dev/Policies.${prop}`);
  });

  const exemption = { policy: "workspacePrivateLink", reason: "r", expires: "2027-06-30" } as const;

  it.each([
    ["two of a policy", [exemption, exemption], "", "remove one of the two"],
    ["one without a reason", [{ ...exemption, reason: undefined }], ".reason", "say what is done instead"],
    ["one with a reason that is too long", [{ ...exemption, reason: "x".repeat(513) }], ".reason", "say what is done"],
    ["one of another category", [{ ...exemption, category: "Accepted" }], ".category", "use Mitigated"],
    ["one that ends on a day that doesn't exist", [{ ...exemption, expires: "2027-02-30" }], ".expires", "2027-06-30"],
  ])("refuses of exemptions %s", (_, exemptions, prop, fix) => {
    expect(refusalOf(() => policies({ exemptions: exemptions as never }))).toMatchObject({
      path: `aml-dev/Policies.exemptions.workspacePrivateLink${prop}`,
      fix: expect.stringContaining(fix),
    });
  });

  it("warns of an expired exemption, with which a deployment still succeeds; the posture check fails", () => {
    const stack = policies({ exemptions: [{ ...exemption, expires: "2020-01-31" }] });
    const warnings = stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata.flatMap(({ type, data }) => (type.endsWith("warn") ? [String(data)] : [])));
    expect(warnings).toEqual([
      "exemptions.workspacePrivateLink.expires is 2020-01-31: the exemption has expired, and the policy applies again. Remove it, or agree on another day.",
    ]);
  });

  it("refuses the name of another assignment in the group", () => {
    const stack = policies({});
    const { group: resourceGroup } = stack;
    const second = { resourceGroup, nameSuffix: "aml-dev", policies: [{ policy: "workspacePrivateLink" as const }] };
    expect(refusalOf(() => new PolicyAssignments(stack, "Second", second)).path).toBe(
      "aml-dev/Second.policies.workspacePrivateLink.name",
    );
  });

  it("names the nearest policy for one that it doesn't know", () => {
    const wrong = [{ policy: "workspacePrivateLinks" }] as unknown as AssignedPolicy[];
    expect(refusalOf(() => policies({ policies: wrong })).fix).toBe("use workspacePrivateLink");
  });
});
