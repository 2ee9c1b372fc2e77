import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SynthModel, SynthModelError } from "../src/index.js";
import { folder } from "./support/folder.js";

/**
 * Recorded from the configuration beside it with Terraform 1.11.4, which needs no provider for it:
 * `terraform plan -var open=true -out=plan.bin && terraform show -json plan.bin > plan.json`
 */
const recorded = readFileSync(join(import.meta.dirname, "fixtures/plan/plan.json"), "utf8");
const fromPlan = (json: string | object, name = "s") => SynthModel.fromPlans([{ name, json, file: `${name}.json` }]);

describe("a plan", () => {
  const model = fromPlan(recorded);
  const resource = (address: string) => model.resource(address);

  it("has every instance, also of modules, and none that isn't planned", () => {
    expect(model.resources().map(({ address }) => address)).toEqual([
      "terraform_data.after",
      'terraform_data.each["a"]',
      'terraform_data.each["b"]',
      "terraform_data.group",
      "terraform_data.secret",
      'module.m["x"].terraform_data.leaf[0]',
      'module.m["x"].terraform_data.leaf[1]',
    ]);
    expect(model.diagnostics).toEqual([]);
    expect(model.stack("s")).toMatchObject({ source: "plan", files: ["s.json"] });
  });

  it("has the values that Terraform found, of variables and data sources too", () => {
    expect(resource("terraform_data.group").read("input").value).toEqual({ name: "rg-p", public: true });
    expect(resource('module.m["x"].terraform_data.leaf[1]').read("input.self").value).toBe(1);
    expect(model.stack("s").get("var.names")?.read("value").value).toEqual(["a", "b"]);
    expect(model.dataSources({ type: "terraform_remote_state" })[0]?.read("outputs.vnet")).toMatchObject({
      state: "known",
      value: "/subscriptions/x/vnet",
    });
  });

  it("says of what is known after the apply which attribute it is", () => {
    const triggers = resource('terraform_data.each["a"]').read("triggers_replace");
    expect(triggers).toMatchObject({
      state: "unknown",
      value: "${terraform_data.group.output}",
      target: { element: { address: "terraform_data.group" }, attribute: "output" },
    });
    expect(resource("terraform_data.group").read("id").target).toMatchObject({
      element: { address: "terraform_data.group" },
      attribute: "id",
    });
  });

  it("says which attributes it needs where an expression has several", () => {
    const [unknown] = resource("terraform_data.after").read("input").unknowns;
    expect(unknown).toMatchObject({ path: "input.leaf", target: undefined, reason: "known after apply" });
    expect(unknown?.targets.map(({ element, attribute }) => `${element.address}.${attribute}`)).toEqual([
      'module.m["x"].terraform_data.leaf[0].id',
      'module.m["x"].var.label.',
      "data.terraform_remote_state.s.outputs.vnet",
    ]);
  });

  it("has its references, through modules", () => {
    const leaf = resource('module.m["x"].terraform_data.leaf[0]');
    expect(leaf.dependencies().map(({ address }) => address)).toEqual(["terraform_data.group"]);
    expect(resource("terraform_data.after").dependsOn(leaf)).toBe(true);
    expect(resource("terraform_data.after").dependsOn(resource("terraform_data.secret"))).toBe(true);
    expect(model.resourcesInOrder()[0]?.address).toBe("terraform_data.group");
  });

  it("never has what is sensitive", () => {
    const secret = resource("terraform_data.secret").read("input.password");
    expect(secret).toMatchObject({ state: "unknown", value: "(sensitive)" });
    const all = [...model.stack("s").elements].map((element) => JSON.stringify([element.content, element.attributes]));
    expect(all.join()).not.toContain("example-only");
  });
});

describe("a set of blocks that Terraform marks as sensitive as a whole", () => {
  const address = "azurerm_linux_virtual_machine_scale_set.agents";
  const [, type = "", name = ""] = /^(\w+)\.(\w+)$/.exec(address) ?? [];
  const planned = {
    extension: [
      {
        type: "CustomScript",
        auto_upgrade_minor_version: true,
        protected_settings: "example-only",
        force_update_tag: "example-only",
        provision_after: "",
      },
    ],
  };
  const json = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    variables: { token: { value: "example-only" } },
    planned_values: { root_module: { resources: [{ address, mode: "managed", type, name, values: planned }] } },
    configuration: {
      root_module: {
        variables: { token: { sensitive: true } },
        resources: [
          {
            address,
            mode: "managed",
            type,
            name,
            expressions: {
              extension: [
                {
                  type: { constant_value: "CustomScript" },
                  auto_upgrade_minor_version: { constant_value: true },
                  protected_settings: { references: ["var.token"] },
                },
              ],
            },
          },
        ],
      },
    },
    resource_changes: [
      {
        address,
        mode: "managed",
        type,
        name,
        change: {
          actions: ["create"],
          after: planned,
          after_unknown: {},
          after_sensitive: { extension: true },
        },
      },
    ],
  };
  const configuration = {
    variable: { token: { sensitive: true } },
    resource: {
      [type]: {
        [name]: {
          extension: [{ type: "CustomScript", auto_upgrade_minor_version: true, protected_settings: "${var.token}" }],
        },
      },
    },
  };

  it.each([
    ["without its configuration", () => fromPlan(json)],
    ["with it", () => SynthModel.fromPlans([{ name: "s", json }], folder({ "s/cdk.tf.json": configuration }))],
  ])("shows the arguments that the configuration writes out or that are empty, and hides the others: %s", (_, read) => {
    const model = read();
    const extension = model.resource(address).read("extension[0]");
    expect(extension.at("type")).toMatchObject({ state: "known", value: "CustomScript" });
    expect(extension.at("auto_upgrade_minor_version")).toMatchObject({ state: "known", value: true });
    expect(extension.at("protected_settings")).toMatchObject({
      state: "unknown",
      target: { element: { address: "var.token" } },
    });
    expect(extension.at("force_update_tag").state).toBe("unknown");
    expect(extension.at("provision_after")).toMatchObject({ state: "known", value: "" });
    const all = [...model.stack("s").elements].map((element) => JSON.stringify([element.content, element.attributes]));
    expect(all.join()).not.toContain("example-only");
  });
});

describe("a plan with its configuration", () => {
  const fixture = join(import.meta.dirname, "fixtures/plan-of-json");
  const plan = { name: "s", json: readFileSync(join(fixture, "plan.json"), "utf8"), file: "plan.json" };
  const model = SynthModel.fromPlans([plan], fixture);
  const workspace = model.resource({ name: "workspace" });
  const property = (name: string) => workspace.read(`input.properties.${name}`);

  it("has the plan's values, whatever the configuration's defaults", () => {
    expect(property("publicNetworkAccess")).toMatchObject({ state: "known", value: "Disabled", defaults: [] });
  });

  it("finds the target of each place, through locals and with the steps after it", () => {
    expect(property("storageAccount").target?.element.address).toBe('terraform_data.storage["a"]');
    expect(property("keyVault").target).toMatchObject({
      element: { address: "terraform_data.vault" },
      attribute: "id",
    });
    expect(property("group").target?.element).toBe(model.resource({ name: "group" }));
    expect(property("services").target).toBeUndefined();
    expect(
      property("services").parts?.map((part) => (typeof part === "string" ? part : part.target?.attribute)),
    ).toEqual(["id", "/services/default"]);
  });

  it("has the configuration's references and construct paths, and nothing that isn't set", () => {
    expect(workspace.references().map(({ path, target }) => [path, target.element.address])).toEqual([
      ["input.properties.publicNetworkAccess", "var.open"],
      ["input.properties.storageAccount", 'terraform_data.storage["a"]'],
      ["input.properties.keyVault", "terraform_data.vault"],
      ["input.properties.group", "terraform_data.group"],
      ["input.properties.services", "terraform_data.vault"],
    ]);
    expect(model.resource({ name: "group" })).toMatchObject({ constructPath: "s/Group" });
    expect(workspace.read("output").state).toBe("absent");
  });
});

describe("a plan of Terraform JSON", () => {
  // Recorded as the other one; Terraform shows expressions of JSON by their text.
  const model = fromPlan(readFileSync(join(import.meta.dirname, "fixtures/plan-of-json-alone/plan.json"), "utf8"));

  it("has texts that begin with an id, as its configuration has them", () => {
    const subnet = model.resource("terraform_data.subnet").read("input");
    expect(subnet).toMatchObject({ state: "unknown", value: "${terraform_data.group.id}/subnets/pe" });
    expect(subnet.parts?.[1]).toBe("/subnets/pe");
    expect(subnet.parts?.[0]).toMatchObject({ target: { element: { address: "terraform_data.group" } } });
  });

  it("has values that Terraform found, and references in every instance", () => {
    expect(model.resource("terraform_data.group").read("input").value).toEqual({
      name: "rg-p",
      open: true,
      escaped: "${x}",
    });
    const each = model.resource('terraform_data.each["a"]');
    expect(each.read("input.group").target?.element.address).toBe("terraform_data.group");
    expect(each.dependsOn(model.resource("terraform_data.subnet"))).toBe(true);
    expect(model.stack("s").get("output.group")?.read("value").target).toMatchObject({ attribute: "id" });
  });
});

describe("what nothing sets, and only an apply tells", () => {
  const [address, type] = ["azurerm_network_security_group.g", "azurerm_network_security_group"];
  const place = { address, mode: "managed", type, name: "g" };
  const unset = (after_unknown: object, after_sensitive: object) =>
    fromPlan({
      format_version: "1.2",
      planned_values: { root_module: { resources: [{ ...place, values: {} }] } },
      resource_changes: [{ ...place, change: { actions: ["create"], after: {}, after_unknown, after_sensitive } }],
      configuration: { root_module: { resources: [{ ...place, expressions: {} }] } },
    }).resource(address);

  it("is absent where it's one value", () => {
    expect(unset({ text: true }, {}).read("text").state).toBe("absent");
  });

  it("is not known where it's a list, which a dynamic block may have made", () => {
    expect(unset({ security_rule: true }, { security_rule: [] }).read("security_rule").state).toBe("unknown");
  });
});

/** A plan of azurerm's shape, with one resource. */
function planOf(after: object, unknown: object, expressions: object, more: object = {}): object {
  const address = "azurerm_private_endpoint.e";
  const block = { address, mode: "managed", type: "azurerm_private_endpoint", name: "e" };
  const vnet = { address: "azurerm_subnet.s", mode: "managed", type: "azurerm_subnet", name: "s" };
  return {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          { ...block, values: after },
          { ...vnet, values: { name: "pe" } },
        ],
      },
    },
    resource_changes: [
      { ...block, change: { actions: ["create"], after, after_unknown: unknown, after_sensitive: {} } },
      {
        ...vnet,
        change: { actions: ["create"], after: { name: "pe" }, after_unknown: { id: true }, after_sensitive: {} },
      },
    ],
    configuration: {
      provider_config: {
        azurerm: {
          name: "azurerm",
          full_name: "registry.terraform.io/hashicorp/azurerm",
          version_constraint: "~> 4.0",
        },
      },
      root_module: {
        resources: [
          { ...block, provider_config_key: "azurerm", expressions },
          { ...vnet, expressions: { name: { constant_value: "pe" } } },
        ],
      },
    },
    ...more,
  };
}

describe("a plan's blocks", () => {
  const model = fromPlan(
    planOf(
      {
        name: "pe",
        private_service_connection: [{ name: "c", subresource_names: ["blob"] }],
        dns: [{ ids: [null, null] }],
      },
      { subnet_id: true, private_service_connection: [{ id: true, subresource_names: [false] }], dns: [{ ids: true }] },
      {
        subnet_id: { references: ["azurerm_subnet.s.id", "azurerm_subnet.s"] },
        private_service_connection: [{ name: { constant_value: "c" }, id: { references: ["azurerm_subnet.s.id"] } }],
        dns: [{ ids: { references: ["azurerm_subnet.s.id", "azurerm_subnet.s", "azurerm_subnet.s.name"] } }],
      },
    ),
  );
  const endpoint = model.resource("azurerm_private_endpoint.e");

  it("are read as those of a configuration are", () => {
    expect(endpoint.read("private_service_connection.subresource_names[0]").value).toBe("blob");
    expect(endpoint.read("private_service_connection[0].id").target).toMatchObject({ attribute: "id" });
    expect(endpoint.read("subnet_id").target?.element.read("name").value).toBe("pe");
    expect(endpoint.read("dns.ids")).toMatchObject({ state: "unknown", target: undefined });
    expect(endpoint.read("none").state).toBe("absent");
  });

  it("come with the providers that they are planned with", () => {
    expect(model.stack("s").requiredProviders.get("azurerm")).toEqual({
      source: "hashicorp/azurerm",
      version: "~> 4.0",
    });
    expect(endpoint.provider?.address).toBe("provider.azurerm");
  });
});

describe("a plan's sensitive values", () => {
  const machine = (expressions: object, configured?: object) => {
    const sensitive = { after_sensitive: { password: true } };
    const plan = planOf({ password: "from-a-test" }, {}, expressions) as {
      resource_changes: { change: object }[];
    };
    Object.assign(plan.resource_changes[0]?.change ?? {}, sensitive);
    const directory = configured && folder({ "s/main.tf.json": { variable: { p: {} }, ...configured } });
    return SynthModel.fromPlans([{ name: "s", json: plan }], directory).resource("azurerm_private_endpoint.e");
  };
  const written = (password: string) => ({ resource: { azurerm_private_endpoint: { e: { password } } } });

  it("are hidden where a variable gives them", () => {
    const references = ["var.p"];
    expect(machine({ password: { references } }).read("password").value).toBe("(sensitive)");
    expect(machine({}, written("${var.p}")).read("password")).toMatchObject({ state: "unknown", value: "${var.p}" });
  });

  it("still lead where they come from: CDKTF marks all outputs for other stacks", () => {
    const plan = planOf({}, {}, {}) as {
      planned_values: object;
      configuration: { root_module: object };
    };
    Object.assign(plan.planned_values, { outputs: { id: { sensitive: true, value: "/subscriptions/x" } } });
    const expression = { references: ["azurerm_subnet.s.id", "azurerm_subnet.s"] };
    Object.assign(plan.configuration.root_module, { outputs: { id: { sensitive: true, expression } } });
    const output = fromPlan(plan).stack("s").get("output.id")?.read("value");
    expect(output).toMatchObject({ value: "(sensitive)", target: { element: { address: "azurerm_subnet.s" } } });
  });

  it("are there where they are written out, so that a check finds them", () => {
    expect(machine({ password: { constant_value: "from-a-test" } }).read("password").value).toBe("from-a-test");
    expect(machine({}, written("from-a-test")).read("password").value).toBe("from-a-test");
  });
});

describe("a plan of what is deployed", () => {
  const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s";
  const plan = planOf({ subnet_id: id, custom_dns_configs: [{ fqdn: "pe" }], tier: "Free" }, {}, {}) as {
    resource_changes: { change: { before?: object; after: object } }[];
  };
  for (const { change } of plan.resource_changes) change.before = change.after;
  const deployed = () => {
    const directory = folder({
      "s/main.tf.json": {
        resource: {
          azurerm_subnet: { s: { name: "pe" } },
          azurerm_private_endpoint: { e: { subnet_id: "${azurerm_subnet.s.id}" } },
        },
      },
    });
    return SynthModel.fromPlans([{ name: "s", json: plan }], directory).resource("azurerm_private_endpoint.e");
  };

  it("has ids that are known as what they are the ids of", () => {
    expect(deployed().read("subnet_id")).toMatchObject({
      value: "${azurerm_subnet.s.id}",
      target: { element: { address: "azurerm_subnet.s" }, attribute: "id" },
    });
  });

  it("has no blocks that nothing sets and the provider reads from Azure", () => {
    const endpoint = deployed();
    expect(endpoint.read("custom_dns_configs").state).toBe("absent");
    expect(endpoint.read("tier").value).toBe("Free");
  });
});

describe("a plan's lifecycle", () => {
  it("is what the configuration says: a plan has none", () => {
    const lifecycle = { prevent_destroy: true };
    const directory = folder({
      "s/main.tf.json": { resource: { azurerm_private_endpoint: { e: { name: "pe", lifecycle } } } },
    });
    const model = SynthModel.fromPlans([{ name: "s", json: planOf({ name: "pe" }, {}, {}) }], directory);
    expect(model.resource("azurerm_private_endpoint.e").read("lifecycle.prevent_destroy").value).toBe(true);
  });
});

describe("a plan's sets", () => {
  it("are matched with the configuration's blocks by what is known of them, in whatever order", () => {
    const directory = folder({
      "s/main.tf.json": {
        resource: {
          azurerm_subnet: { s: {}, t: {} },
          azurerm_private_endpoint: {
            e: {
              rule: [
                { name: "a", id: "${azurerm_subnet.s.id}" },
                { name: "b", id: "${azurerm_subnet.t.id}" },
              ],
            },
          },
        },
      },
    });
    const planned = planOf({ rule: [{ name: "b" }, { name: "a" }] }, { rule: [{ id: true }, { id: true }] }, {});
    const endpoint = SynthModel.fromPlans([{ name: "s", json: planned }], directory).resource(
      "azurerm_private_endpoint.e",
    );
    expect(endpoint.read("rule[1].id").target?.element.address).toBe("azurerm_subnet.s");
    // Not planned, so it isn't there, and nothing else is taken for it.
    expect(endpoint.read("rule[0].id")).toMatchObject({ state: "unknown", target: undefined });
  });
});

describe("plans of several stacks", () => {
  const plan = planOf({ name: "pe" }, {}, {});

  it("are one model, with the configuration of the stacks that have none", () => {
    const directory = folder({
      "a/main.tf.json": { resource: { x: { y: { name: "from a" } } } },
      "b/main.tf.json": { resource: { x: { y: { name: "from b" } } } },
    });
    const model = SynthModel.fromPlans([{ name: "a", json: plan }], directory);
    expect(model.stacks.map(({ name, source }) => [name, source])).toEqual([
      ["a", "plan"],
      ["b", "configuration"],
    ]);
    expect(model.resources({ stack: "b" })[0]?.read("name").value).toBe("from b");
  });

  it("give what stacks without a plan read from their states", () => {
    const directory = folder({
      "a/main.tf.json": {
        terraform: { backend: { local: { path: "../a.tfstate" } } },
        output: { name: { value: "written" } },
      },
      "b/main.tf.json": {
        data: { terraform_remote_state: { a: { backend: "local", config: { path: "../a.tfstate" } } } },
        resource: { x: { z: { name: "${data.terraform_remote_state.a.outputs.name}" } } },
      },
    });
    const json = {
      format_version: "1.2",
      planned_values: { outputs: { name: { value: "planned", sensitive: false } }, root_module: {} },
      resource_changes: [],
      configuration: { root_module: { outputs: { name: { expression: { constant_value: "written" } } } } },
    };
    const model = SynthModel.fromPlans([{ name: "a", json }], directory);
    expect(model.diagnostics).toEqual([]);
    expect(model.resource("x.z").read("name").value).toBe("planned");
  });

  it.each([
    [
      "of one name",
      [
        { name: "a", json: plan },
        { name: "a", json: planOf({}, {}, { name: {} }), file: "2.json" },
      ],
    ],
    [
      "of one configuration",
      [
        { name: "a", json: plan },
        { name: "b", json: { ...plan, timestamp: "later" }, file: "2.json" },
      ],
    ],
  ])("%s are refused", (_, plans) => {
    expect(() => SynthModel.fromPlans(plans)).toThrow(
      /2\.json: is a plan of the same stack as a; give one plan per stack/,
    );
  });
});

describe("what isn't a whole plan", () => {
  const plan = planOf({}, {}, {});
  it.each([
    ["a binary plan", "PK\u0003\u0004…", /plan file in Terraform's own binary format.*terraform show -json/],
    ["nothing", " \n", /is empty/],
    ["a plan that was cut off", recorded.slice(0, 2000), /is not JSON, or was cut off/],
    ["a log", '{"@level":"info"}\n{"@level":"info"}', /is the log of "terraform plan -json"/],
    ["another JSON", [1], /is not a plan/],
    ["a text", '"plan"', /is a text/],
    ["a state file", { version: 4, serial: 1, lineage: "x", resources: [] }, /is a state, not a plan/],
    ["a state as shown", { format_version: "1.0", values: { root_module: {} } }, /is a state, not a plan/],
    ["a newer format", { ...plan, format_version: "2.0" }, /has the format 2\.0; supported are 1\.x/],
    ["no format", { planned_values: {} }, /has no format_version/],
    ["a plan that failed", { ...plan, errored: true }, /because the plan failed/],
    ["a part of a plan", { ...plan, complete: false }, /leaves something out/],
    [
      "a plan without configuration",
      { format_version: "1.2", planned_values: {} },
      /no planned_values or no configuration/,
    ],
  ])("is refused with its file: %s", (_, json, message) => {
    const both = () =>
      SynthModel.fromPlans([
        { name: "good", json: plan, file: "good.json" },
        { name: "bad", json, file: "plans/bad.json" },
      ]);
    expect(both).toThrow(SynthModelError);
    expect(both).toThrow(message);
    expect(both).toThrow(/plans\/bad\.json/);
  });
});

it("reads a plan that PowerShell wrote as UTF-16", () => {
  const text = readFileSync(join(import.meta.dirname, "fixtures/plan/plan.json"), "utf8");
  const json = Buffer.from(`\uFEFF${text}`, "utf16le");
  expect(SynthModel.fromPlans([{ name: "s", json }]).resources().length).toBeGreaterThan(0);
});
