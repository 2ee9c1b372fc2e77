/** What a second apply does after a change to the configuration. */
import { describe, expect, it } from "vitest";
import { objectOf } from "../../src/emulator/arm/body.js";
import { Deployment, DONE, NOTHING } from "./deployment.js";
import type { EditedStack } from "./edited-stack.js";
import { clusterOf, development, imageBuildOf, workspaceOf } from "./environment.js";

const failureModes = { "workspace-role-bundle": true };

describe.concurrent("The development environment, once applied", () => {
  it(
    "still builds images on its cluster after a change of the workspace, and has nothing more to change (S0-WSP-17)",
    { tags: "ci" },
    async () => {
      await Deployment.use(imageBuilding(), { failureModes }, async (deployment) => {
        expect(await deployment.apply()).toMatchObject(DONE);
        const changed = described(imageBuilding());
        deployment.configure(changed);
        const { changes } = await deployment.plan();
        expect(changes).toEqual({ update: [workspaceOf(changed)], replace: [imageBuildOf(changed)] });
        expect(await deployment.apply()).toMatchObject(DONE);
        expect(await deployment.plan()).toMatchObject(NOTHING);
        expect(workspace(deployment)).toMatchObject({
          description: "Changed",
          imageBuildCompute: changed.block(clusterOf(changed))["name"] as string,
        });
      });
    },
  );

  it("would silently lose its image-build cluster, if the setting didn't depend on changes of the workspace (S0-WSP-17)", async () => {
    const untied = (): EditedStack => {
      const dev = imageBuilding();
      delete dev.block(imageBuildOf(dev))["lifecycle"];
      return dev;
    };
    await Deployment.use(untied(), { failureModes }, async (deployment) => {
      expect(await deployment.apply()).toMatchObject(DONE);
      deployment.configure(described(untied()));
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(workspace(deployment)["imageBuildCompute"]).toBeUndefined();
      expect(await deployment.plan()).toMatchObject(NOTHING);
    });
  });

  it("takes other tags without anything being replaced or removed", async () => {
    await Deployment.use(development(), { failureModes }, async (deployment) => {
      expect(await deployment.apply()).toMatchObject(DONE);
      const before = ids(deployment);
      const tagged = development("platformWithOtherTags");
      deployment.configure(tagged);
      const { changes } = await deployment.plan();
      expect(Object.keys(changes).sort()).toEqual(["replace", "update"]);
      // No resource of its own: it writes the workspace once more.
      expect(changes["replace"]).toEqual([imageBuildOf(tagged)]);
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
      expect(ids(deployment)).toEqual(before);
      expect(workspace(deployment)["imageBuildCompute"]).toBe(tagged.block(clusterOf(tagged))["name"]);
    });
  });

  it("takes a registry and outbound rules as additions", async () => {
    const alone = development();
    const imageBuild = alone.block(imageBuildOf(alone));
    imageBuild["depends_on"] = alone.needs(imageBuildOf(alone)).filter((need) => !need.includes("OutboundRules"));
    alone.keep([imageBuildOf(alone)]);
    await Deployment.use(alone, { failureModes }, async (deployment) => {
      expect(await deployment.apply()).toMatchObject(DONE);
      const connected = development("platformWithFqdnRules");
      const added = connected.find("azapi_resource", /OutboundRules/);
      expect(added.length).toBeGreaterThan(1);
      deployment.configure(connected);
      const { changes } = await deployment.plan();
      expect(Object.keys(changes)).toEqual(["create"]);
      expect(changes["create"]).toEqual(expect.arrayContaining(added));
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
    });
  });
});

/** The workspace, its cluster, and that it builds images there. */
function imageBuilding(): EditedStack {
  const dev = development();
  return dev.keep([imageBuildOf(dev)]);
}

function described(dev: EditedStack): EditedStack {
  dev.block(workspaceOf(dev))["body"].properties.description = "Changed";
  return dev;
}

/** The properties of the workspace as they are in Azure. */
function workspace({ azure }: Deployment): Record<string, unknown> {
  const found = azure.resources.find(({ id }) => id.hasType("Microsoft.MachineLearningServices/workspaces"));
  return objectOf(found?.body.properties);
}

function ids({ azure }: Deployment): string[] {
  return azure.resources.map(({ id }) => id.toString()).sort();
}
