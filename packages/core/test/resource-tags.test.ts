import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment/index.js";
import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { ResourceTags } from "../src/index.js";

/** The lifecycle of the only resource of a stack. */
function lifecycleOf(build: (stack: TerraformStack) => void): unknown {
  const stack = new TerraformStack(Testing.app(), "test");
  build(stack);
  const resources = JSON.parse(Testing.synth(stack)).resource as Record<
    string,
    Record<string, { lifecycle?: unknown }>
  >;
  return Object.values(resources).flatMap((byName) => Object.values(byName))[0]?.lifecycle;
}
const group = (stack: TerraformStack, id: string, ignoreChanges?: "all" | string[]) =>
  new ResourceGroup(stack, id, {
    name: id,
    location: "westeurope",
    lifecycle: { preventDestroy: true, ...(ignoreChanges === undefined ? {} : { ignoreChanges }) },
  });

describe("ResourceTags.ignoreChanges", () => {
  it("leaves tags that others set to them", () => {
    const lifecycle = lifecycleOf((stack) => {
      group(stack, "rg");
      ResourceTags.of(stack).ignoreChanges("created-by", 'a "b"');
    });
    expect(lifecycle).toEqual({
      prevent_destroy: true,
      ignore_changes: ['tags["created-by"]', 'tags["a \\"b\\""]'],
    });
  });

  it("adds to what a resource ignores, once", () => {
    const lifecycle = lifecycleOf((stack) => {
      group(stack, "rg", ["location"]);
      ResourceTags.of(stack).ignoreChanges("a");
      ResourceTags.of(stack).ignoreChanges("a", "b");
    });
    expect(lifecycle).toMatchObject({ ignore_changes: ["location", 'tags["a"]', 'tags["b"]'] });
  });

  it.each(["all" as const, ["tags"]])("leaves a resource as it is that ignores %j", (ignored) => {
    const lifecycle = lifecycleOf((stack) => {
      group(stack, "rg", ignored);
      ResourceTags.of(stack).ignoreChanges("a");
    });
    expect(lifecycle).toMatchObject({ ignore_changes: ignored });
  });

  it("leaves out resources that take no tags", () => {
    const lifecycle = lifecycleOf((stack) => {
      new RoleAssignment(stack, "role", { scope: "s", principalId: "p" });
      ResourceTags.of(stack).ignoreChanges("a");
    });
    expect(lifecycle).toBeUndefined();
  });
});
