import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import { Annotations, App, Aspects, TerraformStack, Testing } from "cdktf";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { synthesized } from "../src/index.js";
import { platform } from "./support/platform.js";

function appIn(outdir: string): App {
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  return new App({ outdir, stackTraces: false });
}

describe("synthesized", () => {
  it("reads just what cdktf synth would write", () => {
    const { app } = platform();
    const model = synthesized(app);
    app.synth();
    onTestFinished(() => rmSync(app.outdir, { recursive: true }));
    const written = SynthModel.fromDirectory(app.outdir);
    const content = (one: SynthModel) =>
      one.stacks.map((stack) => ({
        name: stack.name,
        terraform: stack.terraform,
        elements: [...stack.elements].map(({ id, content: json }) => [id, json]),
        dependencies: stack.dependencies().map(({ name }) => name),
      }));
    expect(content(model)).toEqual(content(written));
  });

  it("gives the same again", () => {
    const { app } = platform();
    const ids = () => synthesized(app).stacks.flatMap((stack) => [...stack.elements].map(({ id }) => id));
    expect(ids()).toEqual(ids());
  });

  it("follows references between the stacks of an app", () => {
    const model = synthesized(platform().app);
    expect(model.diagnostics).toEqual([]);
    expect(model.stack("ml").dependencies()).toEqual([model.stack("net")]);
  });

  it("reads one stack alone, with the outputs that others take from it", () => {
    const { net } = platform();
    const model = synthesized(net);
    expect(model.stacks.map(({ name }) => name)).toEqual(["net"]);
    expect(model.stack("net").outputs.map(({ name }) => name)).toContain(
      "cross-stack-output-azurerm_resource_groupGroupname",
    );
  });

  it("leaves nothing behind and the app's own folder alone", () => {
    const outdir = mkdtempSync(join(tmpdir(), "own-"));
    const app = appIn(outdir);
    new TerraformStack(app, "s");
    const temporary = mkdtempSync(join(outdir, "tmp-"));
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    synthesized(app);
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(outdir, "manifest.json"))).toBe(false);
    expect(readdirSync(join(outdir, "stacks"))).toEqual([]);
  });

  it("runs aspects", () => {
    const stack = new TerraformStack(Testing.app(), "s");
    Aspects.of(stack).add({
      visit: (node) => node === stack && stack.addOverride("terraform.required_version", "1.11"),
    });
    expect(synthesized(stack).stack("s").requiredVersion).toBe("1.11");
  });

  it("fails as synth does for an error annotation", () => {
    const stack = new TerraformStack(Testing.app(), "s");
    Annotations.of(stack).addError("not like that");
    expect(() => synthesized(stack)).toThrow("not like that");
  });

  it("fails as synth does for a stack that isn't valid", () => {
    const stack = new TerraformStack(Testing.app(), "s");
    new ResourceGroup(stack, "Group", { name: "rg", location: "x" });
    expect(() => synthesized(stack)).toThrow("azurerm");
  });

  it("fails as synth does for an app that isn't valid", () => {
    const app = Testing.app();
    new TerraformStack(app, "s");
    app.node.addValidation({ validate: () => ["nothing connected"] });
    expect(() => synthesized(app)).toThrow("the app is not valid:\n  nothing connected");
  });

  it("leaves out validation where the app does", () => {
    const outdir = mkdtempSync(join(tmpdir(), "own-"));
    onTestFinished(() => rmSync(outdir, { recursive: true }));
    const app = new App({ outdir, skipValidation: true });
    const stack = new TerraformStack(app, "s");
    new ResourceGroup(stack, "Group", { name: "rg", location: "x" });
    app.node.addValidation({ validate: () => ["nothing connected"] });
    expect(synthesized(app).resources()).toHaveLength(1);
  });

  it("wants a stack that is in an App", () => {
    const stack = new TerraformStack(undefined as never, "alone");
    expect(() => synthesized(stack)).toThrow("alone: is not in an App; create the stack in one, such as Testing.app()");
  });
});
