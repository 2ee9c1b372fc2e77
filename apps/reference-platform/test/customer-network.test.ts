import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, parseConfig } from "@org/aml-posture";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const examples = join(import.meta.dirname, "../examples");
const read = (name: string) => parse(readFileSync(join(examples, name), "utf8")) as object;
const platform = platformOf(read("customer-network.config.json"));
const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";

describe("the example of a network of your own", () => {
  it("has no managed network, and its computes in the training subnet (S2-NET-01, S2-CMP-01)", () => {
    const workspace = platform.resource({
      type: "azapi_resource",
      armType: "Microsoft.MachineLearningServices/workspaces",
    });
    expect(workspace.get("body.properties.managedNetwork.isolationMode")).toBe("Disabled");
    const [cluster] = platform.resources({ armType: COMPUTES });
    expect(cluster?.get("body.properties.properties.subnet.id")).toMatch(/Network_TrainingSubnet/);
    expect(platform).toHaveNoErrors();
  });

  it("has a private AKS cluster in the scoring subnet, attached to the workspace (S2-AKS-01, S2-AKS-04)", () => {
    expect(platform).toHaveResource("azurerm_kubernetes_cluster", { private_cluster_enabled: true });
    const attached = platform
      .resources({ armType: COMPUTES })
      .find((one) => one.get("body.properties.computeType") === "Kubernetes");
    expect(attached?.get("body.properties.resourceId")).toMatch(/azurerm_kubernetes_cluster\.Environment_Kubernetes/);
  });

  it("passes the posture check with the exemptions beside it", () => {
    const exemptions = parseConfig(read("customer-network.posture.json"), "customer-network.posture.json");
    const { findings, passed } = check(platform, { ...exemptions, today: "2026-12-01" });
    expect(
      findings
        .filter(({ severity, exemption }) => severity !== "note" && !exemption)
        .map(({ rule, address, message }) => `${rule} ${address}: ${message}`),
    ).toEqual([]);
    expect(passed).toBe(true);
  });
});
