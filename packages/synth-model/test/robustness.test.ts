import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SynthModel, SynthModelError } from "../src/index.js";

const KEYWORDS = ["terraform", "provider", "variable", "locals", "output", "module", "resource", "data", "moved", "//"];
const NAMES = ["azurerm_subnet", "azapi_resource", "terraform_remote_state", "a", "b", "count", "type", "depends_on"];
const ARGUMENTS = [
  ...[
    "backend",
    "cloud",
    "local",
    "azurerm",
    "required_providers",
    "config",
    "path",
    "lifecycle",
    "replace_triggered_by",
  ],
  ...[
    "dynamic",
    "content",
    "provider",
    "providers",
    "source",
    "value",
    "body",
    "identity",
    "metadata",
    "alias",
    "for_each",
  ],
];
const TEXTS = [
  ...[
    "${a.b.id}",
    "${data.terraform_remote_state.a.outputs.b}",
    "${local.a}",
    "${output.a}",
    "x-${var.a}",
    "$${x}",
    "${",
    "a.b",
  ],
  ...[
    "azurerm.hub",
    "A.B/c@1",
    '{"a":',
    '{"a":"${a.b}"}',
    "${jsonencode({ a = a.b })}",
    "./module",
    "local",
    "%{ for a in b }",
  ],
];
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 1.5, "", ...TEXTS),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES, ...ARGUMENTS, ...TEXTS), tie("json"), { maxKeys: 4 }),
  ),
}));
const named = (value: fc.Arbitrary<unknown>) => fc.dictionary(fc.constantFrom("a", "b", "hub"), value, { maxKeys: 3 });
const typed = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(named(json), json), { maxKeys: 4 });
const shaped = fc.record(
  {
    terraform: json,
    provider: typed,
    variable: named(json),
    locals: named(json),
    output: named(json),
    module: named(json),
    resource: typed,
    data: typed,
  },
  { requiredKeys: [] },
);
const stack = fc.oneof(
  { arbitrary: shaped, weight: 3 },
  { arbitrary: json, weight: 1 },
  fc.dictionary(fc.constantFrom(...KEYWORDS), json, { maxKeys: 5 }),
);

describe("a model of anything at all", () => {
  it("is made, with diagnostics for what is wrong, and answers every question", () => {
    fc.assert(
      fc.property(stack, stack, (one, two) => {
        const model = SynthModel.fromStacks({ one: JSON.stringify(one), two: JSON.stringify(two) });
        for (const { elements, backend, requiredProviders, requiredVersion } of model.stacks) {
          expect([backend, requiredProviders, requiredVersion]).toBeDefined();
          for (const element of elements) {
            element.value([]);
            for (const name of Object.keys(element.attributes)) element.value([name]);
            for (const { target } of element.references()) expect(target.element).toBeDefined();
            element.transitiveDependencies();
            element.dependents();
          }
        }
        for (const resource of model.resources()) {
          expect(resource.arm === undefined).toBe(resource.armType === undefined);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has an order, or says that there is none", () => {
    fc.assert(
      fc.property(stack, stack, (one, two) => {
        const model = SynthModel.fromStacks({ one: JSON.stringify(one), two: JSON.stringify(two) });
        const cyclic = model.diagnostics.some(({ code }) => code === "cycle" || code === "stack-cycle");
        try {
          expect(model.resourcesInOrder()).toHaveLength(
            model.stacks.flatMap(({ resources, dataSources }) => [...resources, ...dataSources]).length,
          );
        } catch (error) {
          expect(SynthModelError.isSynthModelError(error) && cyclic).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
