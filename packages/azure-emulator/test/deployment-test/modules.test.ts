import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { modulesOf } from "../../src/deployment-test/modules.js";
import { WorkFolder } from "../../src/deployment-test/work-folder.js";
import { stackOf } from "../support/model.js";

/** A stack's copy as `terraform init` leaves it, with modules by key. */
function initialized(modules: Readonly<Record<string, string>>) {
  const parent = mkdtempSync(join(tmpdir(), "parent-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const work = new WorkFolder(parent);
  const folder = work.folder("stacks/dev");
  const entries = Object.entries(modules).map(([Key, Dir]) => ({ Key, Dir }));
  mkdirSync(join(folder, ".terraform/modules"), { recursive: true });
  writeFileSync(join(folder, ".terraform/modules/modules.json"), JSON.stringify({ Modules: entries }));
  const made = work.folder("stacks/modules/pet");
  writeFileSync(join(made, "main.tf"), 'resource "random_pet" "one" {}\n');
  return { work, folder, made };
}

describe("modulesOf", () => {
  it("are empty before anything is initialized", async () => {
    const { work } = initialized({});
    expect(await modulesOf(stackOf({}), work.folder("elsewhere"), work)).toEqual([]);
  });

  it("are read from where terraform init has put them", async () => {
    const { work, folder, made } = initialized({ "": ".", pets: "../modules/pet" });
    const modules = await modulesOf(stackOf({}), folder, work);
    expect(modules.map(({ name, folder: place }) => [name, place])).toEqual([["pets", made]]);
    expect(modules[0]?.content.resources.map(({ address }) => address)).toEqual(["random_pet.one"]);
  });

  it("are reported once, though several calls share a folder", async () => {
    const { work, folder } = initialized({ one: "../modules/pet", two: "../modules/pet" });
    const modules = await modulesOf(stackOf({}), folder, work);
    expect(modules.map(({ calls }) => calls)).toEqual([["module.one", "module.two"]]);
  });

  it("are known by the addresses of their calls, of modules in modules too", async () => {
    const { work, folder } = initialized({ "net.pet": "../modules/pet" });
    const modules = await modulesOf(stackOf({}), folder, work);
    expect(modules.map(({ calls }) => calls)).toContainEqual(["module.net.module.pet"]);
  });

  it("may not lie outside of the copy", async () => {
    const { work, folder } = initialized({ shared: "../../../shared" });
    await expect(modulesOf(stackOf({}), folder, work)).rejects.toThrow(
      "module shared of stack dev is outside of the copied folder: set a --root that contains it",
    );
  });
});
