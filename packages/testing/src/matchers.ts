import type { Element, Resource } from "@org/aml-synth-model";
import { azapiShape, judge, list, nearest, tally, type Candidate } from "./candidates.js";
import { addressOf, isElement, type ElementLike } from "./cdktf.js";
import { isResource } from "./ref.js";
import { asResource, viewOf, type View } from "./subject.js";

/** What Vitest gives a matcher, as far as these use it. */
export interface MatcherContext {
  readonly equals: (actual: unknown, expected: unknown) => boolean;
  readonly utils: { readonly diff: (expected: unknown, actual: unknown) => string | undefined };
}

/** What a matcher answers. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Expected properties: a part of what must be there; `ref(…)`, resources and asymmetric matchers may stand in it. */
export type ExpectedProperties = Readonly<Record<string, unknown>>;

/** Another resource: of a model, of CDKTF, or by its address, with or without the stack. */
export type ExpectedResource = Resource | ElementLike | string;

/** Vitest matchers over synthesized Terraform: `expect.extend(terraformMatchers)`. */
export const terraformMatchers = {
  toHaveResource(
    this: MatcherContext,
    subject: unknown,
    type: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    const view = viewOf(subject);
    const found = view.resources((resource) => resource.kind === "resource" && resource.type === type);
    return find(this, view, type, properties, found.map(asWritten));
  },

  toHaveDataSource(
    this: MatcherContext,
    subject: unknown,
    type: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    const view = viewOf(subject);
    const found = view.resources((resource) => resource.kind === "data" && resource.type === type);
    return find(this, view, `data.${type}`, properties, found.map(asWritten));
  },

  toHaveAzapiResource(
    this: MatcherContext,
    subject: unknown,
    armType: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return findAzapi(this, subject, "azapi_resource", armType, properties);
  },

  toHaveAzapiUpdateResource(
    this: MatcherContext,
    subject: unknown,
    armType: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return findAzapi(this, subject, "azapi_update_resource", armType, properties);
  },

  toHaveAzapiResourceAction(
    this: MatcherContext,
    subject: unknown,
    armType: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return findAzapi(this, subject, "azapi_resource_action", armType, properties);
  },

  toHaveResourceCount(this: MatcherContext, subject: unknown, type: string, count: number): MatcherResult {
    const view = viewOf(subject);
    const found = type.includes("/") ? azapiOf(view, "azapi_resource", type) : view.resources(isManaged(type));
    return {
      pass: found.length === count,
      message: () => `expected ${view.title} to have ${count} ${type}, found ${found.length}: ${list(found.map(idOf))}`,
    };
  },

  toHaveOutput(this: MatcherContext, subject: unknown, name: string, ...value: [value?: unknown]): MatcherResult {
    const view = viewOf(subject);
    const found = view.elements(({ kind, name: own }) => kind === "output" && own === name);
    if (found.length === 0)
      return absent(
        view,
        `output ${name}`,
        view.elements(({ kind }) => kind === "output"),
      );
    const expected = value.length === 0 ? {} : { value: value[0] };
    return find(this, view, `output ${name}`, expected, found.map(asWritten));
  },

  toHaveVariable(
    this: MatcherContext,
    subject: unknown,
    name: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    const view = viewOf(subject);
    const found = view.elements(({ kind, name: own }) => kind === "variable" && own === name);
    if (found.length === 0)
      return absent(
        view,
        `variable ${name}`,
        view.elements(({ kind }) => kind === "variable"),
      );
    return find(this, view, `variable ${name}`, properties, found.map(asWritten));
  },

  toHaveProvider(
    this: MatcherContext,
    subject: unknown,
    name: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    const view = viewOf(subject);
    const found = view.elements(({ kind, address }) => kind === "provider" && address.split(".")[1] === name);
    if (found.length === 0)
      return absent(
        view,
        `provider ${name}`,
        view.elements(({ kind }) => kind === "provider"),
      );
    return find(this, view, `provider ${name}`, properties, found.map(asWritten));
  },

  toDependOn(this: MatcherContext, subject: unknown, other: ExpectedResource): MatcherResult {
    const resource = asResource(subject);
    const wanted = nameOf(other);
    const direct = resource.dependencies();
    const pass = direct.some((dependency) => isNamed(dependency, other));
    const way = pass ? undefined : wayTo(resource, other);
    return {
      pass,
      message: () =>
        [
          `expected ${resource.id} ${pass ? "not " : ""}to depend directly on ${wanted}`,
          `its direct dependencies: ${list(direct.map(idOf))}`,
          ...(way ? [`it does depend on it through others: ${way}`] : []),
        ].join("\n"),
    };
  },

  toDependOnTransitively(this: MatcherContext, subject: unknown, other: ExpectedResource): MatcherResult {
    const resource = asResource(subject);
    const way = wayTo(resource, other);
    return {
      pass: way !== undefined,
      message: () =>
        way === undefined
          ? `expected ${resource.id} to depend on ${nameOf(other)}\nall its dependencies: ${list(resource.transitiveDependencies().map(idOf))}`
          : `expected ${resource.id} not to depend on ${nameOf(other)}\nit does: ${way}`,
    };
  },

  toHaveNoErrors(this: MatcherContext, subject: unknown): MatcherResult {
    const { errors, title } = viewOf(subject);
    return {
      pass: errors.length === 0,
      message: () =>
        errors.length === 0
          ? `expected ${title} to have errors`
          : [`expected ${title} to have no errors`, ...errors.map(({ message }) => `  ${message}`)].join("\n"),
    };
  },
};

function findAzapi(
  context: MatcherContext,
  subject: unknown,
  type: string,
  armType: string,
  properties: ExpectedProperties,
): MatcherResult {
  const view = viewOf(subject);
  const found = azapiOf(view, type, armType);
  return find(
    context,
    view,
    `${type} ${armType}`,
    properties,
    found.map((resource) => ({ element: resource, shown: azapiShape(resource), blocks: "apart" })),
  );
}

function find(
  context: MatcherContext,
  view: View,
  wanted: string,
  expected: ExpectedProperties,
  candidates: readonly Candidate[],
): MatcherResult {
  if (candidates.length === 0)
    return absent(
      view,
      wanted,
      view.resources(() => true),
    );
  const judged = judge(candidates, expected, context.equals);
  const matching = judged.filter(({ comparison }) => comparison.misses === 0).map(({ element }) => element.id);
  return {
    pass: matching.length > 0,
    message: () =>
      matching.length > 0
        ? `expected ${view.title} to have no such ${wanted}; these are: ${list(matching)}`
        : `expected ${view.title} to have ${wanted} with these properties; the nearest:\n\n${nearest(judged, context.utils.diff)}`,
  };
}

function absent(view: View, wanted: string, present: readonly Element[]): MatcherResult {
  return {
    pass: false,
    message: () => `expected ${view.title} to have ${wanted}; there is none, there is: ${tally(present.map(typeOf))}`,
  };
}

function azapiOf(view: View, type: string, armType: string): Resource[] {
  const [wanted = "", apiVersion] = armType.toLowerCase().split("@", 2);
  return view.resources(
    (resource) =>
      resource.kind === "resource" &&
      resource.type === type &&
      resource.armType?.toLowerCase() === wanted &&
      (apiVersion === undefined || resource.apiVersion === apiVersion),
  );
}

function isManaged(type: string): (resource: Resource) => boolean {
  return (resource) => resource.kind === "resource" && resource.type === type;
}

function asWritten(element: Element): Candidate {
  return { element, shown: element.attributes, blocks: "alike" };
}

function typeOf(element: Element): string {
  if (!isResource(element)) return element.address;
  const arm = element.armType === undefined ? "" : ` ${element.armType}@${element.apiVersion ?? ""}`;
  return `${element.kind === "data" ? "data." : ""}${element.type}${arm}`;
}

function wayTo(resource: Resource, other: ExpectedResource): string | undefined {
  const target = resource.transitiveDependencies().find((dependency) => isNamed(dependency, other));
  return target && resource.dependencyPath(target)?.map(idOf).join(" -> ");
}

function isNamed(resource: Resource, other: ExpectedResource): boolean {
  return typeof other === "string"
    ? other === resource.address || other === resource.id
    : nameOf(other) === resource.id;
}

function nameOf(other: ExpectedResource): string {
  if (typeof other === "string") return other;
  return isElement(other) ? `${other.cdktfStack.node.id}/${addressOf(other)}` : other.id;
}

function idOf(element: Element): string {
  return element.id;
}
