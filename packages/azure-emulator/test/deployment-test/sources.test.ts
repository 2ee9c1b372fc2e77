import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copySources, readModule } from "../../src/deployment-test/sources.js";
import { Stage } from "../support/stage.js";

const HCL = 'resource "random_pet" "one" {}\n';

/** Copies folders of a stage's, by their names. */
function copied(stage: Stage, names: readonly string[], options: { root?: string; stacks?: string[] } = {}) {
  return copySources({ folders: names.map((name) => join(stage.folder, name)), ...options }, target(stage));
}

function target(stage: Stage): string {
  const folder = join(stage.folder, "copy");
  mkdirSync(folder, { recursive: true });
  return folder;
}

describe("a folder that a synth wrote", () => {
  it("is copied, and its stacks lie in the copy", async () => {
    const stage = new Stage();
    stage.synthesized({ dns: {}, dev: { needs: ["dns"] } });
    const { stacks, needs, folders } = await copied(stage, ["cdktf.out"]);
    expect(stacks.map(({ name }) => name)).toEqual(["dns", "dev"]);
    expect(needs.get("dev")).toEqual(["dns"]);
    expect(folders.get("dev")).toBe(join(stage.folder, "copy/stacks/stacks/dev"));
    expect(existsSync(join(stage.folder, "copy/stacks/stacks/dev/main.tf.json"))).toBe(true);
  });

  it("is read as far as it's wanted", async () => {
    const stage = new Stage();
    stage.synthesized({ dns: {}, dev: {} });
    expect((await copied(stage, ["cdktf.out"], { stacks: ["dev"] })).stacks).toHaveLength(1);
  });
});

describe("folders with Terraform", () => {
  it("are stacks with the names of the folders, in the order given", async () => {
    const stage = new Stage();
    for (const name of ["network", "workload"]) stage.write(`infra/${name}/main.tf`, HCL);
    const { stacks, folders } = await copied(stage, ["infra/workload", "infra/network"]);
    expect(stacks.map(({ name }) => name)).toEqual(["workload", "network"]);
    expect(folders.get("network")).toBe(join(stage.folder, "copy/stacks/network"));
  });

  it("may be one: it has its own name", async () => {
    const stage = new Stage();
    stage.write("network/main.tf", HCL);
    const { stacks, folders } = await copied(stage, ["network"]);
    expect(stacks.map(({ name }) => name)).toEqual(["network"]);
    expect(folders.get("network")).toBe(join(stage.folder, "copy/stacks"));
  });

  it("may mix HCL and JSON", async () => {
    const stage = new Stage();
    stage.write("network/main.tf", HCL);
    stage.write("network/more.tf.json", { resource: { random_pet: { two: {} } } });
    const { model } = await copied(stage, ["network"]);
    expect(model.resources().map(({ address }) => address)).toEqual(["random_pet.one", "random_pet.two"]);
  });

  it("are copied with the files beside them, but not with state, caches and repositories", async () => {
    const stage = new Stage();
    stage.write("infra/network/main.tf", HCL);
    stage.write("infra/modules/pet/main.tf", HCL);
    for (const path of ["terraform.tfstate", "terraform.tfstate.backup", ".terraform/x", "node_modules/x", ".git/x"]) {
      stage.write(`infra/network/${path}`, "{}");
    }
    await copied(stage, ["infra/network"], { root: join(stage.folder, "infra") });
    const inCopy = (path: string) => existsSync(join(stage.folder, "copy/stacks", path));
    expect(["network/main.tf", "modules/pet/main.tf"].map(inCopy)).toEqual([true, true]);
    expect(
      ["terraform.tfstate", "terraform.tfstate.backup", ".terraform", "node_modules", ".git"].some((path) =>
        inCopy(`network/${path}`),
      ),
    ).toBe(false);
  });
});

describe("what can't be read", () => {
  it("is HCL with a mistake", async () => {
    const stage = new Stage();
    stage.write("network/main.tf", 'resource "random_pet" {\n');
    const file = join(stage.folder, "copy/stacks/main.tf");
    await expect(copied(stage, ["network"])).rejects.toThrow(`${file} is not Terraform: `);
  });

  it("is JSON with a mistake", async () => {
    const stage = new Stage();
    stage.write("network/main.tf.json", "{");
    await expect(copied(stage, ["network"])).rejects.toThrow(/main\.tf\.json: is not JSON/);
  });

  it("is a root that doesn't hold every stack", async () => {
    const stage = new Stage();
    stage.write("network/main.tf", HCL);
    stage.write("root/main.tf", HCL);
    const root = join(stage.folder, "root");
    await expect(copied(stage, ["network"], { root })).rejects.toThrow(
      `${join(stage.folder, "network")} is not in ${root}: set a --root that contains every stack`,
    );
  });

  it("is a file instead of a folder", async () => {
    const stage = new Stage();
    const file = stage.write("main.tf", HCL);
    await expect(copied(stage, ["main.tf"])).rejects.toThrow(`${file} is not a folder`);
  });
});

describe("readModule", () => {
  it("reads a folder of HCL as one stack", async () => {
    const stage = new Stage();
    stage.write("pet/main.tf", HCL);
    const model = await readModule(join(stage.folder, "pet"), target(stage));
    expect(model.resources().map(({ address }) => address)).toEqual(["random_pet.one"]);
  });
});
