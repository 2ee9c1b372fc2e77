import { SynthModel, type Diagnostic, type Element, type Resource, type Stack } from "@org/aml-synth-model";
import {
  addressOf,
  appOf,
  isApp,
  isElement,
  isStack,
  type AppLike,
  type ElementLike,
  type StackLike,
} from "./cdktf.js";
import { list } from "./candidates.js";
import { isResource } from "./ref.js";
import { synthesized } from "./synthesized.js";

/**
 * Subject of a matcher: a model or one of its stacks; an App or a stack of CDKTF, which is synthesized; the path of a
 * `cdktf.out`; Terraform JSON as text, such as the result of `Testing.synth`, or as an object.
 */
export type Subject = SynthModel | Stack | AppLike | StackLike | string | Readonly<Record<string, unknown>>;

/** The stacks that a matcher looks at. */
export class View {
  /** Label for messages. */
  public readonly title: string;
  /** Problems that the model found in the stacks. */
  public readonly errors: readonly Diagnostic[];

  constructor(
    public readonly stacks: readonly Stack[],
    diagnostics: readonly Diagnostic[],
  ) {
    this.errors = diagnostics.filter(({ severity }) => severity === "error");
    const names = stacks.map(({ name }) => name);
    this.title = `${names.length === 1 ? "stack" : "stacks"} ${list(names)}`;
  }

  public elements(fits: (element: Element) => boolean): Element[] {
    return this.stacks.flatMap((stack) => [...stack.elements].filter(fits));
  }
}

/** @throws TypeError for any other subject */
export function viewOf(subject: unknown): View {
  if (isModelStack(subject)) return new View([subject], subject.diagnostics);
  // The whole app is synthesized, so that references to other stacks can be followed.
  if (isStack(subject)) return viewOf(synthesized(appOf(subject)).stack(subject.node.id));
  const model = modelOf(subject);
  return new View(model.stacks, model.diagnostics);
}

function modelOf(subject: unknown): SynthModel {
  if (isModel(subject)) return subject;
  if (isApp(subject)) return synthesized(subject);
  if (typeof subject === "string" && !/^\s*[[{]/.test(subject)) return SynthModel.fromDirectory(subject);
  if (typeof subject === "string" || (typeof subject === "object" && subject !== null && !isElement(subject))) {
    return SynthModel.fromStacks({ given: subject });
  }
  throw new TypeError(
    `${String(subject)}: this matcher takes a SynthModel or a stack of one, an App or TerraformStack, the path of a cdktf.out, or Terraform JSON`,
  );
}

/**
 * The resource in a model that belongs to a CDKTF resource.
 * @param subject any subject of a matcher
 * @throws TypeError if the model doesn't contain it
 */
export function resourceOf(subject: Subject, element: ElementLike): Resource {
  const address = addressOf(element);
  const stack = element.cdktfStack.node.id;
  const owner = viewOf(subject).stacks.find(({ name }) => name === stack);
  const found = owner?.get(address);
  if (isResource(found)) return found;
  throw new TypeError(`${stack}/${address} is not among the resources`);
}

/** Subject of a matcher for a single resource: a resource of a model, or of CDKTF, whose App is then synthesized. */
export function asResource(subject: unknown): Resource {
  if (isResource(subject)) return subject;
  if (isElement(subject)) return resourceOf(appOf(subject), subject);
  throw new TypeError(`${String(subject)}: this matcher takes a resource of a SynthModel or of CDKTF`);
}

function isModel(value: unknown): value is SynthModel {
  return typeof value === "object" && value !== null && "stacks" in value && "diagnostics" in value;
}

function isModelStack(value: unknown): value is Stack {
  return typeof value === "object" && value !== null && "workingDirectory" in value && "elements" in value;
}
