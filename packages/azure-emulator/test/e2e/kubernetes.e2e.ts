/** Shows that the deployment test detects what an AKS cluster in a network of your own needs: one thing is taken away at a time. */
import { describe, expect, it } from "vitest";
import type { DeploymentTestOptions } from "../../src/index.js";
import type { EditedStack } from "./edited-stack.js";
import { waitOf, workspaceOf } from "./environment.js";
import { experiment, QUICK, SLOW } from "./experiment.js";

const CLUSTER_WAIT = /\/Environment\/Kubernetes\/RolePropagation\//;
const ATTACH_WAIT = /\/Workspace\/Kubernetes\/RolePropagation\//;
const JOIN = "Microsoft.Network/virtualNetworks/subnets/join/action";
const ZONE_WRITE = "Microsoft.Network/privateDnsZones/write";
const ROLE_CHECK = "AKS role check failed for user assigned identity";

const latencies = {
  ...QUICK,
  "Microsoft.ContainerService/managedClusters": { create: 30, delete: 5 },
  "Microsoft.ContainerService/managedClusters/agentPools": { create: 15, delete: 5 },
  "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings": { create: 5, delete: 5 },
  "Microsoft.KubernetesConfiguration/extensions": { create: 15, delete: 5 },
  "Microsoft.Network/azureFirewalls": { create: 15, delete: 5 },
};

/** The example with a network of its own, limited to the AKS cluster or to the workspace's compute on it, after a change. */
function kubernetes(
  limit: (dev: EditedStack) => string,
  edit: (dev: EditedStack) => unknown,
  options: Partial<DeploymentTestOptions> = {},
) {
  return experiment(
    (dev) => {
      dev.keep([limit(dev)]);
      edit(dev);
    },
    // Whether computes can build images is another experiment's question.
    { platform: "platformWithKubernetes", latencies, ...options, failureModes: { "image-build": false } },
  );
}

function clusterOf(dev: EditedStack): string {
  return dev.one("azurerm_kubernetes_cluster", /\/Environment\/Kubernetes\/Resource$/);
}

function computeOf(dev: EditedStack): string {
  return dev.one("azapi_resource", /\/Workspace\/Kubernetes\/Resource$/);
}

function rolesOf(dev: EditedStack, path: RegExp): string[] {
  return dev.find("azurerm_role_assignment", path);
}

/** Has roles assigned after everything else that a resource waits for, so that no time lies between them and it. */
function lateRoles(dev: EditedStack, address: string, roles: readonly string[]): void {
  const others = dev.needs(address).filter((need) => !need.startsWith("time_sleep.") && !roles.includes(need));
  for (const role of roles) for (const other of others) dev.after(role, other);
}

describe.concurrent("An AKS cluster in a network of your own", () => {
  const roles = /\/Environment\/Kubernetes\/Roles\//;
  const late = (dev: EditedStack) => lateRoles(dev, clusterOf(dev), rolesOf(dev, roles));

  it("passes with its roles and the wait behind them, without a refused write (S2-AKS-02, S2-AKS-06)", async () => {
    const { report, refused } = await kubernetes(clusterOf, late, { speed: SLOW });
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
    expect(refused).toBe(0);
  });

  it("fails without the wait behind its roles: azurerm retries nothing", { tags: "ci" }, async () => {
    const { problem } = await kubernetes(
      clusterOf,
      (dev) => {
        late(dev);
        dev.remove(waitOf(dev, CLUSTER_WAIT));
      },
      { speed: SLOW },
    );
    expect(problem).toContain("ResourceMissingPermissionError");
    expect(problem).toContain(ZONE_WRITE);
  });

  it("fails without the role on its network (S2-AKS-02)", async () => {
    const { problem } = await kubernetes(clusterOf, (dev) =>
      dev.remove(dev.one("azurerm_role_assignment", /\/Kubernetes\/Roles\/NetworkContributor\//)),
    );
    expect(problem).toContain("LinkedAuthorizationFailed");
    expect(problem).toContain(JOIN);
  });

  it("fails without the role on the private DNS zone (S2-AKS-06)", async () => {
    const { problem } = await kubernetes(clusterOf, (dev) =>
      dev.remove(dev.one("azurerm_role_assignment", /\/Kubernetes\/Roles\/PrivateDnsZoneContributor\//)),
    );
    expect(problem).toContain("ResourceMissingPermissionError");
    expect(problem).toContain(ZONE_WRITE);
  });

  it("fails in a subnet that isn't associated with the route to the firewall", async () => {
    const { problem } = await kubernetes(clusterOf, (dev) =>
      dev.remove(dev.one("azurerm_subnet_route_table_association", /\/ScoringSubnet\//)),
    );
    expect(problem).toContain("ExistingRouteTableNotAssociatedWithSubnet");
  });
});

describe.concurrent("An AKS cluster as a compute of a workspace", () => {
  const roles = /\/Workspace\/Kubernetes\/WorkspaceIdentity\//;
  const late = (dev: EditedStack) => {
    lateRoles(dev, computeOf(dev), rolesOf(dev, roles));
    for (const role of rolesOf(dev, roles)) dev.after(role, workspaceOf(dev));
  };

  it("passes with the workspace's roles and the wait behind them, without a refused write (S2-AKS-01)", async () => {
    const { report, refused } = await kubernetes(computeOf, late, { speed: SLOW });
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
    expect(refused).toBe(0);
  });

  const withoutWait = (dev: EditedStack) => {
    late(dev);
    dev.remove(waitOf(dev, ATTACH_WAIT));
  };

  it(
    "fails without the wait behind the workspace's roles, and without the compute's retry",
    { tags: "ci" },
    async () => {
      const { problem } = await kubernetes(
        computeOf,
        (dev) => {
          withoutWait(dev);
          dev.withoutRetry(computeOf(dev));
        },
        { speed: SLOW },
      );
      expect(problem).toContain(ROLE_CHECK);
    },
  );

  it("converges by retry without the wait behind the workspace's roles, after writes that were refused", async () => {
    const { report, refused } = await kubernetes(computeOf, withoutWait, { speed: SLOW });
    expect(report.problems).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });

  it("fails if it doesn't wait for the extension", async () => {
    const { problem } = await kubernetes(computeOf, (dev) => {
      const extension = dev.one("azapi_resource", /\/Environment\/Kubernetes\/Extension\/Resource$/);
      const access = dev.one("azurerm_kubernetes_cluster_trusted_access_role_binding", /\/TrustedAccess$/);
      for (const address of [computeOf(dev), access]) {
        dev.block(address)["depends_on"] = dev.needs(address).filter((need) => need !== extension);
      }
      dev.after(extension, computeOf(dev));
    });
    expect(problem).toContain("AzureML extension service not found in cluster");
  });

  // Reader is inherited from the group of the workspace.
  it.each(["KubernetesExtensionContributor", "KubernetesClusterAdmin", "Contributor"])(
    "fails without %s of the workspace's identity on the cluster",
    async (role) => {
      const { problem } = await kubernetes(computeOf, (dev) =>
        dev
          .withoutRetry(computeOf(dev))
          .remove(dev.one("azurerm_role_assignment", new RegExp(`/Workspace/Kubernetes/WorkspaceIdentity/${role}/`))),
      );
      expect(problem).toContain(ROLE_CHECK);
    },
  );
});
