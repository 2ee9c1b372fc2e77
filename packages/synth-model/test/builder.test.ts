import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";
import { folder } from "./support/folder.js";

describe("files of one stack", () => {
  it("are taken together", () => {
    const model = SynthModel.fromDirectory(
      folder({
        "s/a.tf.json": { resource: { x: { a: { v: "${x.b.id}" } } } },
        "s/b.tf.json": { resource: { x: { b: {} } } },
      }),
    );
    expect(model.diagnostics).toEqual([]);
    expect(model.stack("s").files).toEqual(["s/a.tf.json", "s/b.tf.json"]);
    expect(model.resource("x.b").file).toBe("s/b.tf.json");
  });

  it("must not declare an address twice", () => {
    const model = SynthModel.fromDirectory(
      folder({
        "s/a.tf.json": { resource: { x: { a: { v: 1 } } } },
        "s/b.tf.json": { resource: { x: { a: { v: 2 } } } },
      }),
    );
    expect(model.resource("x.a").get("v")).toBe(1);
    expect(model.diagnostics).toEqual([
      {
        code: "duplicate-address",
        severity: "error",
        stack: "s",
        address: "x.a",
        file: "s/b.tf.json",
        message: "x.a is declared twice; give one of them another name",
      },
    ]);
  });

  it("add up their required providers and settings", () => {
    const model = SynthModel.fromDirectory(
      folder({
        "s/a.tf.json": { terraform: { required_providers: { azurerm: { source: "azurerm", version: "~> 4.55" } } } },
        "s/b.tf.json": { terraform: [{ required_providers: [{ azapi: "~> 2.12" }], required_version: ">= 1.11" }] },
      }),
    );
    const stack = model.stack("s");
    expect([...stack.requiredProviders]).toEqual([
      ["azurerm", { source: "azurerm", version: "~> 4.55" }],
      ["azapi", { source: undefined, version: "~> 2.12" }],
    ]);
    expect(stack.requiredVersion).toBe(">= 1.11");
  });

  it("carry their name into diagnostics", () => {
    const model = SynthModel.fromDirectory(
      folder({
        "s/a.tf.json": {
          resource: { x: { a: { v: "${x.none}" } } },
          module: { m: { source: "a/b/c" } },
          data: { terraform_remote_state: { r: { backend: "local", config: { path: "/none" } } } },
        },
      }),
    );
    expect(model.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ["unread-module", "s/a.tf.json"],
      ["unknown-state", "s/a.tf.json"],
      ["unknown-reference", "s/a.tf.json"],
    ]);
  });
});

describe("override files", () => {
  const overridden = (base: object, change: object, name = "tune_override.tf.json") =>
    SynthModel.fromDirectory(folder({ "s/zz.tf.json": base, [`s/${name}`]: change }));

  it.each(["override.tf.json", "a_override.tf.json"])("named %s change arguments of what is declared", (name) => {
    const base = {
      resource: {
        time_sleep: {
          delay: { "//": { metadata: { path: "s/Delay" } }, create_duration: "90s", triggers: { a: "b" } },
        },
      },
    };
    const change = { resource: { time_sleep: { delay: { "//": "scaled", create_duration: "1s" } } } };
    const delay = overridden(base, change, name).resource("time_sleep.delay");
    expect(delay.attributes).toEqual({ create_duration: "1s", triggers: { a: "b" } });
    expect(delay.constructPath).toBe("s/Delay");
  });

  it("change lifecycle argument by argument", () => {
    const base = { resource: { x: { a: { lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] } } } } };
    const change = { resource: { x: { a: { lifecycle: [{ prevent_destroy: false }] } } } };
    expect(overridden(base, change).resource("x.a").get("lifecycle")).toEqual({
      prevent_destroy: false,
      ignore_changes: ["tags"],
    });
  });

  it("replace locals whole", () => {
    expect(
      overridden({ locals: { a: { b: 1 } } }, { locals: { a: { c: 2 } } })
        .stack("s")
        .get("local.a")?.content,
    ).toEqual({ c: 2 });
    expect(
      overridden({ locals: { a: { b: 1 } } }, { locals: { a: 2 } })
        .stack("s")
        .get("local.a")?.content,
    ).toBe(2);
  });

  it("replace a backend by a cloud, and the other way round", () => {
    const backend = { terraform: { backend: { local: { path: "a" } } } };
    const cloud = { terraform: { cloud: { organization: "o" } } };
    expect(overridden(backend, cloud).stack("s").backend.type).toBe("remote");
    expect(overridden(cloud, backend).stack("s").backend).toEqual({ type: "local", config: { path: "a" } });
  });

  it("that override nothing are reported", () => {
    expect(overridden({}, { resource: { x: { a: {} } } }).diagnostics).toEqual([
      expect.objectContaining({
        code: "unknown-reference",
        address: "x.a",
        message: "x.a overrides nothing: no other file declares it",
      }),
    ]);
  });

  it("are not what merely sounds like one", () => {
    expect(overridden({}, { resource: { x: { a: {} } } }, "myoverride.tf.json").diagnostics).toEqual([]);
  });
});

describe("JSON that isn't Terraform", () => {
  it.each([
    [[1], "the file is 1; Terraform wants an object there"],
    [{ name: "package" }, 'has "name" at the top, which is no block of Terraform\'s'],
    [{ resource: "x" }, 'resource is "x"; Terraform wants an object there'],
    [{ resource: { x: 1 } }, "resource.x is 1; Terraform wants an object there"],
    [{ resource: { x: { a: [[]] } } }, "resource.x.a is []; Terraform wants an object there"],
    [{ variable: { v: null } }, "variable.v is null; Terraform wants an object there"],
  ])("is reported: %j", (json, message) => {
    expect(SynthModel.fromStacks({ s: json }).diagnostics).toEqual([
      { code: "not-terraform", severity: "error", stack: "s", message },
    ]);
  });

  it("is reported with its file", () => {
    expect(SynthModel.fromDirectory(folder({ "s/a.tf.json": { nonsense: 1 } })).diagnostics).toEqual([
      expect.objectContaining({ code: "not-terraform", file: "s/a.tf.json" }),
    ]);
  });
});

describe("the forms that Terraform JSON allows", () => {
  it("mean the same: lists for objects at every level, comments anywhere", () => {
    const model = SynthModel.fromStacks({
      s: [
        { "//": "a comment", resource: [{ "//": "c", x: [{ "//": "c", a: [{ "//": "c", v: 1 }] }] }] },
        { locals: [{ "//": "c", l: 1 }, { m: 2 }], provider: { azurerm: [{ alias: "one" }, { features: {} }] } },
        {
          variable: { v: {} },
          output: { o: { value: 1 } },
          moved: [{ from: "x.b", to: "x.a" }],
          check: { c: { assert: {} } },
        },
      ],
    });
    expect(model.diagnostics).toEqual([]);
    expect([...model.stack("s").elements].map(({ address, content }) => [address, content])).toEqual([
      ["x.a", { v: 1 }],
      ["local.l", 1],
      ["local.m", 2],
      ["provider.azurerm.one", { alias: "one" }],
      ["provider.azurerm", { features: {} }],
      ["var.v", {}],
      ["output.o", { value: 1 }],
    ]);
  });
});
