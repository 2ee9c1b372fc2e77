import { describe, expect, it } from "vitest";
import { SynthModel, SynthModelError } from "../src/index.js";
import { folder } from "./support/folder.js";
import { NETWORK, platform, WORKSPACE } from "./support/platform.js";

const ids = (elements: readonly { id: string }[]): string[] => elements.map(({ id }) => id);

describe("SynthModel.fromStacks", () => {
  it("takes objects and text alike", () => {
    const model = SynthModel.fromStacks({ network: NETWORK, workspace: JSON.stringify(WORKSPACE) });
    expect(model.stacks.map(({ name }) => name)).toEqual(["network", "workspace"]);
    expect(model.diagnostics).toEqual([]);
  });

  it("leaves the objects as they were", () => {
    const before = structuredClone(NETWORK);
    SynthModel.fromStacks({ network: NETWORK });
    expect(NETWORK).toEqual(before);
  });

  it("sorts the stacks by name", () => {
    expect(SynthModel.fromStacks({ b: {}, a: {} }).stacks.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("goes on without a stack that isn't JSON, and says so", () => {
    const model = SynthModel.fromStacks({ broken: "{", network: NETWORK });
    expect(model.stacks).toHaveLength(1);
    expect(model.diagnostics).toEqual([
      { code: "invalid-json", severity: "error", stack: "broken", message: expect.stringContaining("is not JSON") },
    ]);
  });

  it("throws if no stack can be read", () => {
    expect(() => SynthModel.fromStacks({ broken: "{" })).toThrow(
      /^no stack was given that could be read\n {2}broken: is not JSON/,
    );
    expect(() => SynthModel.fromStacks({})).toThrow(SynthModelError);
  });
});

describe("SynthModel.fromDirectory", () => {
  it("reads the stacks in a folder", () => {
    const directory = folder({ "network/main.tf.json": NETWORK, "workspace/main.tf.json": WORKSPACE });
    const model = SynthModel.fromDirectory(directory);
    expect(model.diagnostics).toEqual([]);
    expect(ids(model.resource("azurerm_private_endpoint.workspace").dependencies())).toContain(
      "network/azurerm_subnet.endpoints",
    );
  });

  it("throws for a folder without stacks, with what was found wrong", () => {
    const directory = folder({ "a/main.tf": "", "b/main.tf.json": "{" });
    const error = expect.objectContaining({
      message: expect.stringMatching(
        /no stack in it could be read; a stack is a folder with \*\.tf\.json(.|\n)*a\/main\.tf: HCL is not read/,
      ),
      diagnostics: [
        expect.objectContaining({ code: "unread-file" }),
        expect.objectContaining({ code: "invalid-json" }),
      ],
    });
    expect(() => SynthModel.fromDirectory(directory)).toThrow(error);
  });
});

describe("SynthModel", () => {
  it("finds a stack by its name", () => {
    expect(platform().stack("network").name).toBe("network");
  });

  it("throws for a stack that isn't there, and names those that are", () => {
    expect(() => platform().stack("dns")).toThrow("there is no stack dns; there are network, workspace");
  });

  it.each([
    [{}, 6],
    [{ type: "azurerm_subnet" }, 1],
    [{ type: "azurerm_storage_account" }, 0],
    [{ stack: "network" }, 3],
    [{ name: "main" }, 2],
    [{ name: "main", type: "azurerm_virtual_network" }, 1],
    [{ type: "azurerm_subnet", stack: "workspace" }, 0],
    [{ armType: "microsoft.machinelearningservices/WORKSPACES" }, 1],
    [{ armType: "Microsoft.MachineLearningServices/workspaces", type: "azapi_update_resource" }, 0],
    [{ armType: "Microsoft.MachineLearningServices/registries" }, 0],
  ])("finds the resources that fit %j", (query, count) => {
    expect(platform().resources(query)).toHaveLength(count);
  });

  it("keeps data sources apart from resources", () => {
    const model = platform();
    expect(ids(model.dataSources())).toEqual([
      "workspace/data.terraform_remote_state.network",
      "workspace/data.azurerm_client_config.me",
    ]);
    expect(model.dataSources({ type: "azurerm_client_config" })).toHaveLength(1);
    expect(model.resources({ type: "azurerm_client_config" })).toEqual([]);
  });

  it.each(["azurerm_subnet.endpoints", "network/azurerm_subnet.endpoints", { type: "azurerm_subnet" }])(
    "finds the one resource that fits %j",
    (query) => {
      expect(platform().resource(query).id).toBe("network/azurerm_subnet.endpoints");
    },
  );

  it("finds a data source by its address", () => {
    expect(platform().resource("data.azurerm_client_config.me").kind).toBe("data");
  });

  it("throws if several fit", () => {
    expect(() => platform().resource({ name: "main" })).toThrow(
      '2 resources match {"name":"main"}: network/azurerm_resource_group.main, network/azurerm_virtual_network.main; specify more',
    );
  });

  it("throws if none fits, and says what there is", () => {
    expect(() => platform().resource("azurerm_subnet.pe")).toThrow(
      /^no resource fits azurerm_subnet\.pe; there are azapi_resource \(1\), .*azurerm_subnet \(1\)/,
    );
    expect(() => SynthModel.fromStacks({ empty: {} }).resource("a.b")).toThrow(
      "no resource fits a.b; there are no resources",
    );
  });

  it("doesn't take a variable for a resource", () => {
    expect(() => platform().resource("var.location")).toThrow("no resource fits var.location");
  });

  it("says which stack writes the state that a remote state reads", () => {
    const model = platform();
    const [state] = model.dataSources({ type: "terraform_remote_state" });
    expect(state && model.stateOwner(state)?.name).toBe("network");
  });

  it("knows no owner of a state that none of the stacks writes", () => {
    const model = SynthModel.fromStacks({
      alone: { data: { terraform_remote_state: { other: { backend: "local", config: { path: "/other.tfstate" } } } } },
    });
    const [state] = model.dataSources();
    expect(state && model.stateOwner(state)).toBeUndefined();
  });

  it("resolves an expression across stacks", () => {
    const target = platform().resolve("workspace", "${data.terraform_remote_state.network.outputs.subnet_id}");
    expect(target?.element.id).toBe("network/azurerm_subnet.endpoints");
    expect(target?.attribute).toBe("id");
  });

  it("puts a stack after those whose state it reads", () => {
    const model = SynthModel.fromStacks({ a: WORKSPACE, b: NETWORK });
    expect(model.stacksInOrder().map(({ name }) => name)).toEqual(["b", "a"]);
  });

  it("puts a resource after what it needs, all stacks together", () => {
    const model = SynthModel.fromStacks({ a: WORKSPACE, b: NETWORK });
    expect(ids(model.resourcesInOrder())).toEqual([
      "b/azurerm_resource_group.main",
      "b/azurerm_virtual_network.main",
      "b/azurerm_subnet.endpoints",
      "a/data.terraform_remote_state.network",
      "a/data.azurerm_client_config.me",
      "a/time_sleep.delay",
      "a/azapi_resource.workspace",
      "a/azurerm_private_endpoint.workspace",
    ]);
  });

  it("orders the resources of one stack", () => {
    const model = platform();
    expect(ids(model.resourcesInOrder("network"))).toHaveLength(3);
    expect(model.resourcesInOrder(model.stack("network"))).toEqual(model.resourcesInOrder("network"));
  });

  it("orders a data source before what reads it, wherever they stand", () => {
    const stack = {
      resource: { x: { a: { value: "${data.terraform_remote_state.other.outputs.id}" } } },
      data: { terraform_remote_state: { other: { backend: "local", config: { path: "/other.tfstate" } } } },
    };
    const other = { terraform: { backend: { local: { path: "/other.tfstate" } } }, output: { id: { value: "1" } } };
    expect(ids(SynthModel.fromStacks({ stack, other }).resourcesInOrder("stack"))).toEqual([
      "stack/data.terraform_remote_state.other",
      "stack/x.a",
    ]);
  });

  it("has no order for resources that need each other", () => {
    const model = SynthModel.fromStacks({ s: { resource: { x: { a: { v: "${x.b.id}" }, b: { v: "${x.a.id}" } } } } });
    expect(() => model.resourcesInOrder()).toThrow(/^there is no order: s\/x\.[ab], s\/x\.[ab] need each other$/);
  });

  it("has no order for stacks that need each other", () => {
    const stack = (own: string, other: string) => ({
      terraform: { backend: { local: { path: `/${own}` } } },
      data: { terraform_remote_state: { other: { backend: "local", config: { path: `/${other}` } } } },
    });
    const model = SynthModel.fromStacks({ a: stack("a", "b"), b: stack("b", "a") });
    expect(() => model.stacksInOrder()).toThrow(SynthModelError);
    expect(model.diagnostics).toEqual([
      expect.objectContaining({
        code: "stack-cycle",
        severity: "error",
        message: expect.stringMatching(
          /^the stacks (a, b|b, a) need each other's state, so none can be applied first$/,
        ),
      }),
    ]);
  });

  it("reports a ring of resources, through locals as well", () => {
    const { diagnostics } = SynthModel.fromStacks({
      s: {
        locals: { l: "${x.a.id}" },
        resource: { x: { a: { v: "${x.b.id}" }, b: { v: "${local.l}" }, c: { v: "${x.a.id}" } } },
      },
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "cycle",
        severity: "error",
        stack: "s",
        message: expect.stringMatching(/^s\/.*, s\/.*, s\/.* need each other$/),
      }),
    ]);
  });

  it("reports what needs itself", () => {
    const { diagnostics } = SynthModel.fromStacks({ s: { resource: { x: { a: { v: "${x.a.id}" } } } } });
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: "cycle", address: "x.a", message: "s/x.a needs itself" }),
    ]);
  });

  it("reports two stacks that keep their state in one place", () => {
    const stack = { terraform: { backend: { local: { path: "/one.tfstate" } } } };
    expect(SynthModel.fromStacks({ a: stack, b: stack }).diagnostics).toEqual([
      expect.objectContaining({
        code: "shared-state",
        severity: "error",
        stack: "b",
        message: "stack b keeps its state in the same place as stack a; each would destroy what the other created",
      }),
    ]);
  });

  it("warns of a state that none of the stacks writes", () => {
    const { diagnostics } = SynthModel.fromStacks({ workspace: WORKSPACE });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "unknown-state",
        severity: "warning",
        address: "data.terraform_remote_state.network",
      }),
    ]);
  });

  it("warns of modules, whose inside it doesn't see", () => {
    const { diagnostics } = SynthModel.fromStacks({ s: { module: { net: { source: "hashicorp/x/y" } } } });
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: "unread-module", severity: "warning", address: "module.net" }),
    ]);
  });

  it("gives each stack what is wrong with it", () => {
    const model = SynthModel.fromStacks({ good: NETWORK, bad: { resource: { x: { a: { v: "${x.none.id}" } } } } });
    expect(model.stack("good").diagnostics).toEqual([]);
    expect(model.stack("bad").diagnostics).toEqual(model.diagnostics);
    expect(model.diagnostics).toHaveLength(1);
  });
});

describe("remote states", () => {
  const reader = (backend: string, config: object) => ({
    locals: { container: "tfstate" },
    data: { terraform_remote_state: { other: { backend, config, workspace: "${terraform.workspace}" } } },
    resource: { x: { a: { v: "${data.terraform_remote_state.other.outputs.id}" } } },
  });
  const writer = (backend: object) => ({
    terraform: { backend },
    resource: { x: { b: {} } },
    output: { id: { value: "${x.b.id}" } },
  });
  const azurerm = { storage_account_name: "st", container_name: "tfstate", key: "dev.tfstate" };

  it.each([
    ["azurerm", azurerm, { azurerm: { ...azurerm, resource_group_name: "rg", use_azuread_auth: true } }],
    ["azurerm", { ...azurerm, container_name: "${local.container}" }, { azurerm }],
    ["azurerm", [azurerm], [{ azurerm: [azurerm] }]],
    ["local", { path: "../writer/terraform.tfstate" }, undefined],
  ])("are followed to the stack that writes them: %s %j", (type, config, backend) => {
    const model = SynthModel.fromStacks({ reader: reader(type, config), writer: writer(backend as object) });
    expect(model.diagnostics).toEqual([]);
    expect(model.stack("reader").dependencies()).toEqual([model.stack("writer")]);
    expect(model.stack("writer").dependents()).toEqual([model.stack("reader")]);
    expect(ids(model.resource("x.a").dependencies())).toEqual(["writer/x.b"]);
  });

  it("of a workspace in Terraform Cloud are followed", () => {
    const config = { organization: "o", workspaces: { name: "w" } };
    const model = SynthModel.fromStacks({
      reader: reader("remote", config),
      writer: { ...writer({}), terraform: { cloud: [{ ...config, hostname: "app.terraform.io" }] } },
    });
    expect(ids(model.resource("x.a").dependencies())).toEqual(["writer/x.b"]);
  });

  it.each([
    ["azurerm", { ...azurerm, key: "prod.tfstate" }],
    ["s3", { bucket: "b", key: "k" }],
    ["azurerm", null],
    ["azurerm", "${var.config}"],
  ])("somewhere else stay unknown: %s %j", (type, config) => {
    const model = SynthModel.fromStacks({ reader: reader(type, config as object), writer: writer({ azurerm }) });
    expect(model.stack("reader").dependencies()).toEqual([]);
    expect(
      model
        .resource("x.a")
        .dependencies()
        .map(({ address }) => address),
    ).toEqual(["data.terraform_remote_state.other"]);
  });

  it("taken whole mean every output", () => {
    const model = SynthModel.fromStacks({
      reader: {
        ...reader("azurerm", azurerm),
        resource: { x: { a: { v: '${lookup(data.terraform_remote_state.other.outputs, "id")}' } } },
      },
      writer: writer({ azurerm }),
    });
    expect(ids(model.resource("x.a").dependencies())).toEqual(["writer/x.b"]);
  });

  it("may be read by index", () => {
    const model = SynthModel.fromStacks({
      reader: {
        ...reader("azurerm", azurerm),
        resource: { x: { a: { v: '${data.terraform_remote_state.other.outputs["id"]}' } } },
      },
      writer: writer({ azurerm }),
    });
    expect(model.resource("x.a").references()[0]?.target.element.id).toBe("writer/x.b");
  });

  it("without the output that is read are reported", () => {
    const model = SynthModel.fromStacks({
      reader: reader("azurerm", azurerm),
      writer: { terraform: { backend: { azurerm } } },
    });
    expect(model.diagnostics).toEqual([
      expect.objectContaining({
        code: "unknown-output",
        severity: "error",
        address: "x.a",
        path: "v",
        message: "x.a: v refers to data.terraform_remote_state.other.outputs.id, but stack writer has no output id",
      }),
    ]);
    expect(model.resource("x.a").dependencies()).toEqual([]);
  });

  it("may have a default for an output that isn't there", () => {
    const { data, ...rest } = reader("azurerm", azurerm);
    Object.assign(data.terraform_remote_state.other, { defaults: { id: "none" } });
    const model = SynthModel.fromStacks({ reader: { data, ...rest }, writer: { terraform: { backend: { azurerm } } } });
    expect(model.diagnostics).toEqual([]);
  });
});
