import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SynthModel } from "../../src/index.js";
import { folder } from "../support/folder.js";

const STACK = { resource: { x: { a: {} } } };
const entry = (name: string, more: object = {}) => ({
  name,
  constructPath: name,
  workingDirectory: `stacks/${name}`,
  synthesizedStackPath: `stacks/${name}/cdk.tf.json`,
  dependencies: [],
  ...more,
});
const read = (files: Readonly<Record<string, unknown>>) => SynthModel.fromDirectory(folder(files));
const names = (model: SynthModel) => model.stacks.map(({ name }) => name);

describe("a cdktf.out", () => {
  it("has the stacks that its manifest names", () => {
    const model = read({
      "manifest.json": { version: "0.21.0", stacks: { a: entry("a"), b: entry("b") } },
      "stacks/a/cdk.tf.json": STACK,
      "stacks/b/cdk.tf.json": STACK,
      "stacks/left-over/cdk.tf.json": STACK,
    });
    expect(names(model)).toEqual(["a", "b"]);
    expect(model.stack("a").files).toEqual(["stacks/a/cdk.tf.json"]);
    expect(model.diagnostics).toEqual([]);
  });

  it("has the dependencies between stacks that its manifest names, by construct path", () => {
    const model = read({
      "manifest.json": {
        stacks: {
          a: entry("a", { constructPath: "group/a", dependencies: ["group/b", "group/none"] }),
          b: entry("b", { constructPath: "group/b" }),
        },
      },
      "stacks/a/cdk.tf.json": STACK,
      "stacks/b/cdk.tf.json": STACK,
    });
    expect(model.stack("a").dependencies()).toEqual([model.stack("b")]);
    expect(model.stack("a").constructPath).toBe("group/a");
    expect(model.stacksInOrder().map(({ name }) => name)).toEqual(["b", "a"]);
  });

  it("may lack construct paths and dependencies", () => {
    const model = read({
      "manifest.json": { stacks: { a: { workingDirectory: "stacks/a" } } },
      "stacks/a/cdk.tf.json": STACK,
    });
    expect(model.stack("a").constructPath).toBe("a");
  });

  it("may have other Terraform files in a stack's folder", () => {
    const model = read({
      "manifest.json": { stacks: { a: entry("a") } },
      "stacks/a/cdk.tf.json": STACK,
      "stacks/a/deployment_test_override.tf.json": { resource: { x: { a: { v: 1 } } } },
      "stacks/a/assets/module/main.tf.json": STACK,
    });
    expect(model.resource("x.a").get("v")).toBe(1);
    expect(names(model)).toEqual(["a"]);
  });

  it("without a stack that its manifest names is reported, the others read", () => {
    const model = read({
      "manifest.json": { stacks: { a: entry("a"), b: entry("b"), c: {}, d: 1 } },
      "stacks/a/cdk.tf.json": STACK,
    });
    expect(names(model)).toEqual(["a"]);
    expect(model.diagnostics).toEqual([
      expect.objectContaining({
        code: "unreadable-file",
        stack: "b",
        file: "stacks/b",
        message: expect.stringContaining("ENOENT"),
      }),
      {
        code: "not-terraform",
        severity: "error",
        stack: "c",
        file: "manifest.json",
        message: 'stack c has no "workingDirectory"',
      },
      {
        code: "not-terraform",
        severity: "error",
        stack: "d",
        file: "manifest.json",
        message: 'stack d has no "workingDirectory"',
      },
    ]);
  });

  it("synthesized as HCL is reported", () => {
    const stacks = { "manifest.json": { stacks: { a: entry("a") } }, "stacks/a/cdk.tf": "resource x a {}" };
    expect(() => read(stacks)).toThrow(
      "stacks/a/cdk.tf: HCL is not read, so what it declares is missing here; give Terraform JSON",
    );
  });

  it("with a broken manifest is read without it", () => {
    const model = read({ "manifest.json": "{", "stacks/a/cdk.tf.json": STACK });
    expect(names(model)).toEqual(["stacks/a"]);
    expect(model.diagnostics).toEqual([expect.objectContaining({ code: "invalid-json", file: "manifest.json" })]);
  });

  it("with no stack in its manifest has none", () => {
    expect(() => read({ "manifest.json": { stacks: {} } })).toThrow("no stack in it could be read");
  });
});

describe("any folder", () => {
  it("has a stack in each folder with Terraform JSON, however deep", () => {
    const model = read({
      "dns/main.tf.json": STACK,
      "environments/dev/main.tf.json": STACK,
      "environments/readme.md": "",
      "manifest.json": { name: "of something else" },
      "dns/.terraform/modules/m/main.tf.json": STACK,
      "node_modules/x/main.tf.json": STACK,
    });
    expect(names(model)).toEqual(["dns", "environments/dev"]);
    expect(model.diagnostics).toEqual([]);
  });

  it("may be a stack itself", () => {
    const directory = folder({ "network/main.tf.json": STACK });
    expect(names(SynthModel.fromDirectory(join(directory, "network")))).toEqual(["network"]);
  });

  it("takes a module's folder for no stack", () => {
    const model = read({
      "app/main.tf.json": {
        module: { m: { source: "./modules/m" }, n: { source: "../shared" }, o: { source: "x/y/z" } },
      },
      "app/modules/m/main.tf.json": STACK,
      "shared/main.tf.json": STACK,
    });
    expect(names(model)).toEqual(["app"]);
  });

  it("reports HCL beside JSON: its resources are missing", () => {
    const model = read({ "a/main.tf.json": STACK, "a/more.tf": "" });
    expect(model.diagnostics).toEqual([
      expect.objectContaining({ code: "unread-file", severity: "error", stack: "a", file: "a/more.tf" }),
    ]);
  });

  it("reports a file that isn't JSON and goes on with the others", () => {
    const model = read({ "a/main.tf.json": STACK, "a/more.tf.json": "{,}" });
    expect(model.stack("a").resources).toHaveLength(1);
    expect(model.diagnostics).toEqual([
      expect.objectContaining({
        code: "invalid-json",
        severity: "error",
        stack: "a",
        file: "a/more.tf.json",
        message: expect.stringContaining("is not JSON ("),
      }),
    ]);
  });

  it("reports a file that can't be read", () => {
    const directory = folder({ "a/main.tf.json": STACK });
    mkdirSync(join(directory, "a/more.tf.json"));
    expect(SynthModel.fromDirectory(directory).diagnostics).toEqual([
      expect.objectContaining({
        code: "unreadable-file",
        file: "a/more.tf.json",
        message: expect.stringContaining("can't be read (EISDIR"),
      }),
    ]);
  });

  it("takes OpenTofu's own file in place of Terraform's of the same name", () => {
    const model = read({ "a/main.tf.json": STACK, "a/main.tofu.json": {}, "a/more.tofu.json": STACK, "a/x.tofu": "" });
    expect(model.stack("a").files).toEqual(["a/main.tofu.json", "a/more.tofu.json"]);
    expect(model.diagnostics).toMatchObject([{ code: "unread-file", file: "a/x.tofu" }]);
  });

  it("takes the values of variables that Terraform loads by itself, the last one", () => {
    const model = read({
      "a/main.tf.json": {
        variable: { x: { default: "d" }, y: {} },
        resource: { probe: { p: { x: "${var.x}", y: "${var.y}" } } },
      },
      "a/terraform.tfvars.json": { x: "t", y: "${not} an expression", undeclared: 1 },
      "a/z.auto.tfvars.json": { x: "z" },
      "a/other.tfvars.json": { x: "only with -var-file" },
    });
    expect(model.resource("probe.p").value("x")?.value).toBe("z");
    expect(model.resource("probe.p").value("y")?.value).toBe("${not} an expression");
    expect(model.diagnostics).toEqual([]);
  });

  it("reports values of variables in HCL", () => {
    const model = read({
      "a/main.tf.json": { variable: { x: { default: false } }, ...STACK },
      "a/terraform.tfvars": "x = true",
    });
    expect(model.diagnostics).toMatchObject([{ code: "unread-file", file: "a/terraform.tfvars" }]);
  });

  it("reads a folder that is linked from elsewhere, once", () => {
    const elsewhere = folder({ "main.tf.json": STACK });
    const directory = folder({ "a/main.tf.json": STACK });
    symlinkSync(elsewhere, join(directory, "b"));
    symlinkSync(directory, join(directory, "a/loop"));
    symlinkSync(join(directory, "a"), join(directory, "c"));
    symlinkSync("d", join(directory, "d"));
    expect(names(SynthModel.fromDirectory(directory))).toEqual(["a", "b"]);
  });

  it("reads a file that is linked from elsewhere", () => {
    const directory = folder({ "shared.json": STACK, "a/main.tf.json": {} });
    symlinkSync(join(directory, "shared.json"), join(directory, "a/shared.tf.json"));
    expect(SynthModel.fromDirectory(directory).resources()).toHaveLength(1);
  });
});

describe("what is no folder", () => {
  it("is refused", () => {
    expect(() => SynthModel.fromDirectory("/none/such")).toThrow(
      "/none/such: there is no such folder; synthesize the stacks first",
    );
    const directory = folder({ "a.tf.json": STACK });
    expect(() => SynthModel.fromDirectory(join(directory, "a.tf.json"))).toThrow(
      "a.tf.json: is a file; give the folder that holds the stacks",
    );
  });
});
