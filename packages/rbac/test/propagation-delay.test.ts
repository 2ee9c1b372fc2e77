import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Token } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  BundleGrant,
  Principal,
  PropagationDelay,
  workspaceIdentityEndpointBundle,
  type PropagationDelayProps,
} from "../src/index.js";
import { devStack, EnvironmentStack, resources, testApp, theResource } from "./platform.js";

let stack: EnvironmentStack;
let grant: BundleGrant<"blobEndpoint" | "fileEndpoint">;

beforeEach(() => {
  stack = devStack();
  grant = grantIn(stack);
});

const grantIn = (scope: EnvironmentStack) =>
  new BundleGrant(scope, "Roles", {
    bundle: workspaceIdentityEndpointBundle(),
    principal: Principal.workspaceIdentity(scope.identity("workspace"), scope.environmentName),
    scopes: scope.scopes,
  });
const delay = (props: Partial<PropagationDelayProps> = {}, id = "Delay") =>
  new PropagationDelay(stack, id, { waitsFor: grant.assignments, ...props });
const addresses = () =>
  Object.keys(resources(stack, "azurerm_role_assignment")).map((one) => `azurerm_role_assignment.${one}`);

describe("PropagationDelay", () => {
  it("waits 90 seconds once every role assignment exists (S0-WAI-01)", () => {
    delay();
    expect(stack).toHaveResource("time_sleep", { create_duration: "90s", depends_on: addresses() });
    expect(addresses()).toHaveLength(2);
  });

  it("waits again when one of the assignments is another (S0-WAI-07)", () => {
    delay();
    const [blob, file] = addresses();
    expect(theResource(stack, "time_sleep")["triggers"]).toEqual({
      awaited: `\${sha256(join(",", [${blob}.id, ${file}.id]))}`,
    });
  });

  it("is what to depend on", () => {
    const { resource: sleep, dependencies } = delay();
    expect(dependencies).toEqual([sleep]);
  });

  it("comes after another delay without running again with it (S0-WAI-02)", () => {
    const first = delay();
    delay({ duration: "150s", waitsFor: [], after: first.dependencies }, "NameRelease");
    const [second] = Object.values(resources(stack, "time_sleep")).filter((one) => one["create_duration"] === "150s");
    expect(second?.["depends_on"]).toEqual([expect.stringMatching(/^time_sleep\.Delay_/)]);
    expect(second).not.toHaveProperty("triggers");
  });

  it("waits for other resources too, such as a registry", () => {
    const group = new ResourceGroup(stack, "Group", { name: "rg", location: "canadacentral" });
    delay({ waitsFor: [group], duration: "10s" });
    expect(stack).toHaveResource("time_sleep", {
      depends_on: ["azurerm_resource_group.Group"],
      triggers: { awaited: '${sha256(join(",", [azurerm_resource_group.Group.id]))}' },
    });
  });

  it.each(["0s", "0m", "0h", "0ms", "0.0s", "00s"])(
    "leaves the wait out at %s, and keeps the order (S0-WAI-04)",
    (duration) => {
      const { dependencies, resource: sleep } = delay({ duration, after: [stack.identity("compute").resource] });
      expect(sleep).toBeUndefined();
      expect(stack).not.toHaveResource("time_sleep");
      expect(dependencies).toEqual([...grant.dependencies, stack.identity("compute").resource]);
    },
  );

  it("takes every duration that the time provider takes (S0-WAI-04)", () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.option(fc.nat(99)),
        fc.constantFrom("ms", "s", "m", "h"),
        (whole, fraction, unit) => {
          const duration = `${whole}${fraction === null ? "" : `.${fraction}`}${unit}`;
          const scope = devStack();
          const made = new PropagationDelay(scope, "Delay", { duration, after: [scope.identity("compute").resource] });
          expect(made.resource?.createDurationInput).toBe(
            parseFloat(`${whole}.${fraction ?? 0}`) === 0 ? undefined : duration,
          );
        },
      ),
    );
  });

  it("passes on a duration that is only known to Terraform", () => {
    const duration = Token.asString({ resolve: () => "${var.wait}" });
    delay({ duration });
    expect(stack).toHaveResource("time_sleep", { create_duration: "${var.wait}" });
  });
});

describe("PropagationDelay refuses", () => {
  it.each(["90", "1m30s", "-5s", "90 s", "PT90S", "", "s", "1.s", "90S", "1d"])("a duration of %j", (duration) => {
    expect(() => delay({ duration })).toThrow(/aml-dev\/Delay\.duration: got ".*".*such as 90s/);
  });

  it("to wait for nothing", () => {
    expect(() => delay({ waitsFor: [] })).toThrow(/Delay\.waitsFor: got \[\]; .*or remove the delay/);
  });

  it("resources of another stack, whose order Terraform would refuse", () => {
    const app = testApp();
    const dev = new EnvironmentStack(app, "dev");
    const roles = grantIn(dev);
    const prod = new EnvironmentStack(app, "prod");
    expect(() => new PropagationDelay(new Construct(prod, "Waits"), "Delay", { waitsFor: roles.assignments })).toThrow(
      /aml-prod\/Waits\/Delay\.waitsFor: got "aml-dev\/Roles\/.*resources of the stack aml-prod/,
    );
  });
});
