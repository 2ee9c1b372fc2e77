import type { Element, Resource } from "@org/aml-synth-model";
import { azapiShape, rank, list, nearest, tally, type Candidate } from "./candidates.js";
import { addressOf, isElement, type ElementLike } from "./cdktf.js";
import { isResource } from "./ref.js";
import { asResource, viewOf } from "./subject.js";

/** The parts of Vitest's matcher context that are used here. */
export interface MatcherContext {
  readonly equals: (actual: unknown, expected: unknown) => boolean;
  readonly utils: { readonly diff: (expected: unknown, actual: unknown) => string | undefined };
}

/** Result of a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Expected properties, which can contain `ref(…)`, resources and asymmetric matchers. */
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
    return search(this, subject, { wanted: type, kind: "resource", fits: hasType(type) }, properties);
  },

  toHaveDataSource(
    this: MatcherContext,
    subject: unknown,
    type: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return search(this, subject, { wanted: `data.${type}`, kind: "data", fits: hasType(type) }, properties);
  },

  toHaveAzapiResource(
    this: MatcherContext,
    subject: unknown,
    armType: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return search(this, subject, azapi("azapi_resource", armType), properties);
  },

  toHaveAzapiUpdateResource(
    this: MatcherContext,
    subject: unknown,
    armType: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return search(this, subject, azapi("azapi_update_resource", armType), properties);
  },

  toHaveAzapiResourceAction(
    this: MatcherContext,
    subject: unknown,
    armType: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return search(this, subject, azapi("azapi_resource_action", armType), properties);
  },

  toHaveResourceCount(this: MatcherContext, subject: unknown, type: string, count: number): MatcherResult {
    const view = viewOf(subject);
    const fits = type.includes("/") ? azapi("azapi_resource", type).fits : hasType(type);
    const found = view.elements((element) => element.kind === "resource" && fits(element));
    const pass = found.length === count;
    return {
      pass,
      message: () =>
        `expected ${view.title} ${pass ? "not " : ""}to have ${count} ${type}, found ${found.length}: ${list(found.map(idOf))}`,
    };
  },

  toHaveOutput(this: MatcherContext, subject: unknown, name: string, ...value: [value?: unknown]): MatcherResult {
    const expected = value.length === 0 ? {} : { value: value[0] };
    return search(this, subject, named("output", name), expected);
  },

  toHaveVariable(
    this: MatcherContext,
    subject: unknown,
    name: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return search(this, subject, named("variable", name), properties);
  },

  toHaveProvider(
    this: MatcherContext,
    subject: unknown,
    name: string,
    properties: ExpectedProperties = {},
  ): MatcherResult {
    return search(this, subject, named("provider", name), properties);
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

/** What a matcher looks for. */
interface Search {
  /** Label for messages. */
  readonly wanted: string;
  readonly kind: Element["kind"];
  readonly fits: (element: Element) => boolean;
  /** Actual properties; by default the arguments. */
  readonly shape?: (resource: Resource) => object;
}

function search(
  { equals, utils }: MatcherContext,
  subject: unknown,
  { wanted, kind, fits, shape }: Search,
  expected: ExpectedProperties,
): MatcherResult {
  const view = viewOf(subject);
  const present = view.elements((element) => element.kind === kind);
  const candidates = present
    .filter(fits)
    .map((element): Candidate =>
      shape && isResource(element)
        ? { element, shown: shape(element), blocks: "apart" }
        : { element, shown: element.attributes, blocks: "alike" },
    );
  const ranked = rank(candidates, expected, equals);
  const matching = ranked.filter(({ comparison }) => comparison.misses === 0).map(({ element }) => element.id);
  return {
    pass: matching.length > 0,
    message: () => {
      if (matching.length > 0) return `expected ${view.title} to have no such ${wanted}; these are: ${list(matching)}`;
      if (ranked.length > 0) {
        return `expected ${view.title} to have ${wanted} with these properties; the nearest:\n\n${nearest(ranked, utils.diff)}`;
      }
      return `expected ${view.title} to have ${wanted}; there is none, there is: ${tally(present.map(typeOf))}`;
    },
  };
}

function azapi(type: string, armType: string): Search {
  const [wanted = "", apiVersion] = armType.split("@", 2);
  const fits = (element: Element): boolean =>
    isResource(element) &&
    element.type === type &&
    element.armType?.toLowerCase() === wanted.toLowerCase() &&
    (apiVersion === undefined || element.apiVersion === apiVersion);
  return { wanted: `${type} ${armType}`, kind: "resource", fits, shape: azapiShape };
}

function hasType(type: string): (element: Element) => boolean {
  return (element) => isResource(element) && element.type === type;
}

function named(kind: "output" | "variable" | "provider", name: string): Search {
  return { wanted: `${kind} ${name}`, kind, fits: (element) => element.address.split(".")[1] === name };
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
