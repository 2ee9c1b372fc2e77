import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";

const modelOf = (stack: object) => SynthModel.fromStacks({ s: stack });
const addresses = (elements: Iterable<{ address: string }>) => [...elements].map(({ address }) => address);

describe("for_each", () => {
  it.each([
    ["a map", { a: "1", b: "2" }],
    ["an expression", '${{ b = "2", a = "1" }}'],
    ["a local that functions make", "${local.merged}"],
    ["a loop", '${{ for k in local.names : k => k == "a" ? "1" : "2" }}'],
    ["what a variable has by default", "${var.map}"],
  ])("over %s makes an instance for each key", (_, each) => {
    const model = modelOf({
      variable: { map: { type: "map(string)", default: { a: 1, b: 2 } } },
      locals: { names: ["a", "b"], merged: '${merge({ a = "1" }, zipmap(["b"], ["2"]))}' },
      resource: { x: { y: { for_each: each, name: "n-${each.key}", value: "${each.value}" } } },
    });
    expect(
      model.resources().map((one) => [one.address, one.key, one.read("name").value, one.read("value").value]),
    ).toEqual([
      ['x.y["a"]', "a", "n-a", "1"],
      ['x.y["b"]', "b", "n-b", "2"],
    ]);
    expect(addresses(model.stack("s").instances("x.y"))).toEqual(['x.y["a"]', 'x.y["b"]']);
    expect(model.resources()[0]).toMatchObject({ name: "y", declaration: "x.y", repetition: undefined });
  });

  it("over a set has the items as keys and values", () => {
    const model = modelOf({ resource: { x: { y: { for_each: '${toset(["b", "a"])}', v: "${each.value}" } } } });
    expect(model.resources().map((one) => [one.key, one.read("v").value])).toEqual([
      ["a", "a"],
      ["b", "b"],
    ]);
  });

  it("over the instances of another leads each to its own", () => {
    const model = modelOf({
      resource: {
        zone: { z: { for_each: { a: "a.example", b: "b.example" }, name: "${each.value}" } },
        link: { l: { for_each: "${zone.z}", zone_name: "${each.value.name}", zone_id: "${each.value.id}" } },
        user: { u: { ids: ['${zone.z["b"].id}', "${values(zone.z)[0].id}"], names: "${[for z in zone.z : z.name]}" } },
      },
    });
    const link = model.resource('link.l["b"]');
    expect(link.read("zone_name").value).toBe("b.example");
    expect(link.read("zone_id").target).toMatchObject({ element: { address: 'zone.z["b"]' }, attribute: "id" });
    expect(addresses(link.dependencies())).toEqual(['zone.z["b"]']);
    const user = model.resource("user.u");
    expect(
      user
        .read("ids")
        .items()
        .map((item) => item.target?.element.address),
    ).toEqual(['zone.z["b"]', 'zone.z["a"]']);
    expect(user.read("names").value).toEqual(["a.example", "b.example"]);
    expect(model.diagnostics).toEqual([]);
  });

  it.each([
    ["a variable without default", "${var.v}"],
    ["keys that Azure makes", "${toset([x.other.id])}"],
    ["a ring", "${x.y}"],
    ["what is no collection", "${5}"],
  ])("over %s is one element that stands for all", (_, each) => {
    const model = modelOf({
      variable: { v: {} },
      resource: { x: { y: { for_each: each, name: "n-${each.key}", kind: "k" }, other: {} } },
    });
    const [all] = model.resources({ name: "y" });
    expect(all?.address).toBe("x.y");
    expect(all?.repetition).toBeDefined();
    expect(all?.read("name").state).toBe("unknown");
    expect(all?.read("kind").value).toBe("k");
    expect(model.diagnostics[0]).toMatchObject({ code: "unknown-instances", severity: "warning", address: "x.y" });
  });
});

describe("count", () => {
  it("makes instances by number, of data sources too", () => {
    const model = modelOf({
      data: { x: { d: { count: 2, name: "${count.index}" } } },
      resource: {
        x: { y: { count: "${length(data.x.d)}", name: "${data.x.d[count.index].name}" }, z: { all: "${x.y[*].name}" } },
      },
    });
    expect(model.resources({ name: "y" }).map((one) => one.read("name").value)).toEqual([0, 1]);
    expect(model.resource("x.z").read("all").value).toEqual([0, 1]);
    expect(addresses(model.resource("x.y[1]").dependencies())).toEqual(["data.x.d[0]", "data.x.d[1]"]);
  });

  it.each([
    ["count", 0],
    ["count", "${var.on ? 1 : 0}"],
    ["for_each", {}],
    ["for_each", "${toset([])}"],
  ])("leaves out what has none, with a note: %s %j", (argument, value) => {
    const model = modelOf({
      variable: { on: { default: false } },
      resource: {
        x: { y: { [argument]: value } },
        user: { u: { id: "${one(x.y[*].id)}", first: "${try(x.y[0].id, null)}" } },
      },
    });
    expect(addresses(model.resources())).toEqual(["user.u"]);
    expect(model.diagnostics).toMatchObject([{ code: "no-instances", severity: "note", address: "x.y" }]);
    expect(model.resource("user.u").read("first").state).toBe("absent");
  });

  it("says by whose default there is none", () => {
    const model = modelOf({ variable: { n: { default: 0 } }, resource: { x: { y: { count: "${var.n}" } } } });
    expect(model.diagnostics[0]?.message).toContain("by the default of var.n");
  });
});

describe("dynamic blocks", () => {
  const rules = (more: object, rest: object = {}) =>
    modelOf({
      variable: { v: {}, list: { default: [{ n: "x" }] } },
      resource: { x: { g: { ...more }, other: {} } },
      ...rest,
    }).resource("x.g");

  it("are blocks, beside those that are written out", () => {
    const group = rules({
      rule: { name: "own" },
      dynamic: {
        rule: [
          {
            for_each: "${{ ssh = { port = 22 }, rdp = { port = 3389 } }}",
            content: [{ name: "${rule.key}", port: "${rule.value.port}" }],
          },
        ],
      },
    });
    expect(group.read("rule").value).toEqual([{ name: "own" }, { name: "rdp", port: 3389 }, { name: "ssh", port: 22 }]);
    expect(group.attributes["rule"]).toEqual(group.read("rule").value);
    expect(group.attributes["dynamic"]).toBeUndefined();
  });

  it("have an iterator of their own, and others inside", () => {
    const group = rules({
      dynamic: {
        site: {
          for_each: ["a", "b"],
          iterator: "outer",
          content: {
            name: "${outer.value}",
            dynamic: { port: { for_each: [1, 2], content: { text: "${outer.key}:${port.value}" } } },
          },
        },
      },
    });
    expect(group.read("site").value).toEqual([
      { name: "a", port: [{ text: "0:1" }, { text: "0:2" }] },
      { name: "b", port: [{ text: "1:1" }, { text: "1:2" }] },
    ]);
    expect(group.stack.diagnostics).toEqual([]);
  });

  it("stand inside of other blocks", () => {
    const group = rules({ outer: [{ dynamic: { inner: { for_each: ["a"], content: { v: "${inner.value}" } } } }] });
    expect(group.read("outer.inner.v").value).toBe("a");
  });

  it("keep what their blocks refer to", () => {
    const group = rules({
      dynamic: { rule: { for_each: ["${x.other.id}"], content: { id: "${rule.value}", own: "${x.other.id}" } } },
    });
    expect(group.read("rule[0].id").target?.element.address).toBe("x.other");
    expect(addresses(group.dependencies())).toEqual(["x.other"]);
  });

  it("that can't be told are blocks that aren't known, never none", () => {
    const alone = rules({ dynamic: { rule: { for_each: "${var.v}", content: { port: "${rule.value}" } } } });
    expect(alone.read("rule")).toMatchObject({
      state: "unknown",
      unknowns: [{ targets: [{ element: { address: "var.v" } }] }],
    });
    expect(alone.read("rule.port").state).toBe("unknown");
    const beside = rules({ rule: [{ port: 1 }], dynamic: { rule: { for_each: "${var.v}", content: { port: 2 } } } });
    expect(
      beside
        .read("rule")
        .items()
        .map(({ state }) => state),
    ).toEqual(["known", "unknown"]);
  });

  it("say that they take a default, also where they make none", () => {
    const made = rules({ dynamic: { rule: { for_each: "${var.list}", content: { n: "${rule.value.n}" } } } });
    expect(made.read("rule")).toMatchObject({ value: [{ n: "x" }], defaults: [{ address: "var.list" }] });
    const none = rules(
      { dynamic: { rule: { for_each: "${var.none}", content: { n: 1 } } } },
      { variable: { none: { default: [] } } },
    );
    expect(none.read("rule")).toMatchObject({ state: "known", value: [], defaults: [{ address: "var.none" }] });
  });

  it("are no blocks in what goes to Azure as it is", () => {
    const body = { dynamic: { a: { for_each: ["x"], content: {} } } };
    expect(rules({ body }).read("body").value).toEqual({ dynamic: { a: { for_each: ["x"], content: {} } } });
  });
});

describe("modules", () => {
  const child = {
    variable: { group: {}, size: { type: "number", default: 1 } },
    locals: { name: "n-${var.size}" },
    resource: { x: { leaf: { name: "${local.name}", group_id: "${var.group}", by: "${x.other.id}" }, other: {} } },
    output: { id: { value: "${x.leaf.id}" }, name: { value: "${local.name}" } },
  };
  const model = SynthModel.fromStacks({
    s: {
      module: {
        m: { source: "../child", for_each: { a: 1, b: 2 }, group: "${x.group.id}", size: "${each.value}" },
        one: { source: "../child", group: "g", depends_on: ["x.late"] },
      },
      resource: { x: { group: {}, late: {}, user: { id: '${module.m["b"].id}', name: "${module.one.name}" } } },
    },
    child,
  });

  it("are read into the stack that calls them, one set of elements for each instance", () => {
    expect(addresses(model.stacks.map(({ name }) => ({ address: name })))).toEqual(["s"]);
    expect(addresses(model.resources({ name: "leaf" }))).toEqual([
      'module.m["a"].x.leaf',
      'module.m["b"].x.leaf',
      "module.one.x.leaf",
    ]);
    expect(model.diagnostics).toEqual([]);
  });

  it("get what they're given, and their own defaults", () => {
    expect(model.resources({ name: "leaf" }).map((one) => one.read("name").value)).toEqual(["n-1", "n-2", "n-1"]);
    const leaf = model.resource('module.m["b"].x.leaf');
    expect(leaf.read("group_id").target).toMatchObject({ element: { address: "x.group" }, attribute: "id" });
    expect(leaf).toMatchObject({ modulePath: 'module.m["b"]', declaration: 'module.m["b"].x.leaf' });
    expect(model.resource("module.one.x.leaf").read("name").defaults).toEqual([]);
  });

  it("fill in what a call leaves out of an object by the variable's type", () => {
    const type = 'object({ mode = optional(string, "Approved"), rules = optional(list(string)) })';
    const filled = SynthModel.fromStacks({
      s: { module: { m: { source: "../m", network: { rules: ["a"] } } } },
      m: {
        variable: { network: { type } },
        resource: { x: { y: { mode: "${var.network.mode}", rules: "${var.network.rules}" } } },
      },
    }).resources()[0];
    expect(filled?.read("mode").value).toBe("Approved");
    expect(filled?.read("rules").value).toEqual(["a"]);
  });

  it("give outputs, and are seen through", () => {
    const user = model.resource("x.user");
    expect(user.read("id").target?.element.address).toBe('module.m["b"].x.leaf');
    expect(user.read("name").value).toBe("n-1");
    expect(addresses(user.dependencies())).toContain('module.m["b"].x.leaf');
    expect(addresses(model.resource('module.m["b"].x.leaf').dependencies())).toEqual([
      'module.m["b"].x.other',
      "x.group",
    ]);
    expect(addresses(model.resource("module.one.x.other").dependencies())).toEqual(["x.late"]);
  });

  it("keep their variables and outputs to themselves", () => {
    expect(addresses(model.stack("s").variables)).toEqual([]);
    expect(addresses(model.stack("s").outputs)).toEqual([]);
    expect(model.stack("s").get("module.one.var.size")?.kind).toBe("variable");
  });

  it("that need each other by different outputs are no ring", () => {
    const ring = SynthModel.fromStacks({
      s: {
        module: {
          a: { source: "../pass", in: "${module.b.fixed}" },
          b: { source: "../pass", in: "${module.a.out}" },
          c: { source: "registry/c", in: "${module.d.x}" },
          d: { source: "registry/d", in: "${module.c.x}" },
        },
      },
      pass: { variable: { in: {} }, output: { out: { value: "${var.in}" }, fixed: { value: 1 } } },
    });
    expect(ring.diagnostics.map(({ code }) => code)).toEqual(["unread-module", "unread-module"]);
    expect(ring.stack("s").get("module.c")?.unread).toBe(true);
  });

  it("that aren't read are said, and what they put out isn't known", () => {
    const away = modelOf({
      module: { m: { source: "org/m/azurerm", count: 2 } },
      resource: { x: { y: { id: "${module.m[0].id}" } } },
    });
    expect(away.resource("x.y").read("id")).toMatchObject({
      state: "unknown",
      unknowns: [{ reason: "module.m[0] is not read", target: { element: { address: "module.m[0]" } } }],
    });
  });

  it("in themselves are entered once", () => {
    const inside = SynthModel.fromStacks({
      s: { module: { m: { source: "../m" } } },
      m: { module: { m: { source: "../m" } } },
    });
    expect(inside.diagnostics).toMatchObject([{ code: "unread-module", address: "module.m.module.m" }]);
  });

  it("are entered 20 deep", () => {
    const call = (folder: number) => ({ module: { m: { source: `../m${folder}` } } });
    const stacks = Array.from({ length: 21 }, (_, n) => [n === 0 ? "s" : `m${n}`, call(n + 1)]);
    const deep = SynthModel.fromStacks({ ...Object.fromEntries(stacks), m21: {} });
    const address = Array.from({ length: 21 }, () => "module.m").join(".");
    expect(deep.diagnostics).toMatchObject([{ code: "unread-module", stack: "s", address }]);
  });

  it("have the providers that are passed, and inherit those without alias", () => {
    const given = SynthModel.fromStacks({
      s: {
        provider: { azurerm: [{ features: {} }, { alias: "hub", features: {} }] },
        module: { m: { source: "../m", providers: { "azurerm.there": "azurerm.hub" } } },
      },
      m: {
        terraform: { required_providers: { azurerm: { source: "a/b", configuration_aliases: ["${azurerm.there}"] } } },
        resource: { azurerm_x: { y: { provider: "azurerm.there" }, z: {} } },
      },
    });
    expect(given.resources().map((one) => one.provider?.address)).toEqual(["provider.azurerm.hub", "provider.azurerm"]);
    expect(given.diagnostics).toEqual([]);
  });
});

describe("what Terraform reads in its own way", () => {
  it.each([
    ["a provider without a block", { resource: { azapi_resource: { a: { provider: "azapi" } } } }],
    [
      "an alias that a caller passes",
      {
        terraform: { required_providers: { azurerm: { configuration_aliases: ["azurerm.hub"] } } },
        resource: { x: { y: { provider: "${azurerm.hub}" } } },
      },
    ],
    ["ignore_changes", { resource: { x: { y: { lifecycle: { ignore_changes: ["${tags}", "all"] } } } } }],
    [
      "provisioners",
      { resource: { x: { y: { provisioner: { "local-exec": { when: "${destroy}", command: "echo ${self.id}" } } } } } },
    ],
    [
      "actions",
      {
        action: { local_command: { a: { config: {} } } },
        resource: {
          x: {
            y: {
              lifecycle: { action_trigger: { events: ["${after_create}"], actions: ["${action.local_command.a}"] } },
            },
          },
        },
      },
    ],
    ["heredocs", { resource: { x: { y: { text: '${base64encode(<<-EOT\n  a\n  ${upper("x")}\n  EOT\n)}' } } } }],
  ])("is no complaint: %s", (_, stack) => {
    expect(modelOf(stack).diagnostics).toEqual([]);
  });

  it("still has an alias that nobody configures", () => {
    expect(modelOf({ resource: { x: { y: { provider: "azurerm.hub" } } } }).diagnostics).toMatchObject([
      { code: "unknown-reference", path: "provider" },
    ]);
  });
});

describe("large and hostile input", () => {
  const seconds = (make: () => void): number => {
    const start = performance.now();
    make();
    return (performance.now() - start) / 1000;
  };

  it("doubles nothing without end", () => {
    const chain = (first: unknown, next: (name: string) => string) =>
      Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`l${n}`, n === 0 ? first : next(`local.l${n - 1}`)]));
    for (const locals of [
      chain("x", (name) => `\${${name}}\${${name}}`),
      chain(["x"], (name) => `\${concat(${name}, ${name})}`),
      chain('"', (name) => `\${jsonencode(${name})}`),
      chain("ab", (name) => `\${replace(${name}, "", ${name})}`),
      chain(["a", "b"], (name) => `\${setproduct(${name}, ${name})}`),
      chain([1], (name) => `\${[for x in ${name} : ${name}]}`),
      chain("a", (name) => `\${format("%100000s%s", ${name}, ${name})}`),
    ]) {
      const model = modelOf({ locals, resource: { x: { y: { v: "${local.l59}" } } } });
      expect(model.resource("x.y").read("v").state).toBe("unknown");
    }
  });

  it.each([
    "${range(1e9)}",
    '${format("%999999999s", "x")}',
    "${[for a in range(1e4) : range(1e4)]}",
    '${regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")}',
  ])("leaves to Terraform what would take too long: %s", (v) => {
    expect(
      seconds(() =>
        expect(
          modelOf({ resource: { x: { y: { v } } } })
            .resource("x.y")
            .read("v").state,
        ).toBe("unknown"),
      ),
    ).toBeLessThan(5);
  });

  it("has limits for results of functions, each and all together", () => {
    const locals = { list: Array.from({ length: 100_000 }, () => 1), text: "a".repeat(1_000_000) };
    const known = {
      list: "${reverse(local.list)}",
      text: "${upper(local.text)}",
      loop: "${[for n in [1, 2, 3, 4, 5, 6, 7, 8, 9] : upper(local.text)]}",
    };
    const unknown = {
      longerList: "${concat(local.list, [1])}",
      longerText: '${upper("${local.text}b")}',
      longerLoop: "${[for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : upper(local.text)]}",
    };
    const resource = modelOf({ locals, resource: { x: { y: { ...known, ...unknown } } } }).resource("x.y");
    for (const name of Object.keys(known)) expect(resource.read(name).state, name).toBe("known");
    for (const name of Object.keys(unknown)) expect(resource.read(name).state, name).toBe("unknown");
  });

  it("takes more than 10,000 instances for one element", () => {
    const items = (length: number) => Object.fromEntries(Array.from({ length }, (_, n) => [n, n]));
    for (const repetition of [{ count: 10_001 }, { count: 1_000_000 }, { for_each: items(10_001) }]) {
      expect(modelOf({ resource: { x: { y: repetition } } }).resources()).toHaveLength(1);
    }
  });

  it("finds dynamic blocks as deep as a configuration may be nested", () => {
    const nested = (depth: number, block: object): object => (depth === 0 ? block : { a: nested(depth - 1, block) });
    const block = { dynamic: { rule: { for_each: ["x"], content: { name: "${rule.value}" } } } };
    const model = modelOf({ resource: { x: { y: nested(90, block) } } });
    expect(model.diagnostics).toEqual([]);
    expect(model.resource("x.y").value(`${"a.".repeat(90)}rule[0].name`)).toEqual({ known: true, value: "x" });
  });

  it("stays linear where all instances of one refer to all of another", () => {
    const model = modelOf({
      resource: { a: { a: { count: 3000 } }, b: { b: { count: 3000, all: "${a.a[*].id}" } } },
    });
    expect(model.resources()).toHaveLength(6000);
  });
});
