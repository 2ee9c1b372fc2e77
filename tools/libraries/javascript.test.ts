import { InvalidInputError } from "@org/aml-core";
import * as core from "@org/aml-core";
import * as dns from "@org/aml-dns";
import * as network from "@org/aml-network";
import * as platform from "@org/aml-platform";
import * as rbac from "@org/aml-rbac";
import * as registry from "@org/aml-registry";
import * as workspace from "@org/aml-workspace";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";

type Constructor = new (scope: Construct, id: string, props?: object) => Construct;

/** Constructs without required props. */
const WITHOUT_PROPS = ["DeploymentApplication", "RoleMatrix", "ResourceTags", "PeerNetwork"];

const constructs = Object.entries({ ...core, ...dns, ...network, ...platform, ...rbac, ...registry, ...workspace })
  .filter(([name, value]) => isConstruct(value) && !WITHOUT_PROPS.includes(name))
  .map(([name, value]) => [name, value as Constructor] as const);

function isConstruct(value: unknown): boolean {
  return typeof value === "function" && value.prototype instanceof Construct;
}

function thrown(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

/** Static methods that import existing resources. */
const imports = Object.values({ ...core, ...dns, ...network, ...platform, ...rbac, ...registry, ...workspace })
  .filter(isConstruct)
  .map((value) => value as unknown as Record<string, Import> & { readonly name: string })
  .flatMap((type) =>
    Object.getOwnPropertyNames(type)
      .filter((method) => /^from[A-Z]/.test(method))
      .map((method) => [`${type.name}.${method}`, type, method] as const),
  );

type Import = (scope: Construct, id: string, value?: unknown) => unknown;

describe("without TypeScript", () => {
  it("there are constructs to try", () => {
    expect(constructs.length).toBeGreaterThan(30);
  });

  it.each(constructs)("%s says which prop is missing", (_, construct) => {
    for (const props of [undefined, {}]) {
      const error = thrown(
        () => new construct(new TerraformStack(new App({ stackTraces: false }), "stack"), "Id", props),
      );
      expect(InvalidInputError.isInvalidInputError(error), String(error)).toBe(true);
      expect(String(error)).toMatch(/stack\/Id\.\w+: got nothing; allowed: /);
    }
  });

  it.each(imports)("%s says what is missing", (_, type, method) => {
    const error = thrown(() => type[method]?.(new TerraformStack(new App({ stackTraces: false }), "stack"), "Id"));
    expect(InvalidInputError.isInvalidInputError(error), String(error)).toBe(true);
  });
});
