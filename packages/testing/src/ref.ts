import type { Resource, Stack } from "@org/aml-synth-model";
import { addressOf, isElement, type ElementLike } from "./cdktf.js";

const BRAND = Symbol.for("@org/aml-testing.ResourceRef");

/** A reference in expected properties, which matches any expression that resolves to it. */
export interface ResourceRef {
  /** The reference, such as `azurerm_resource_group.main.name`. */
  readonly text: string;
  /** The stack of the target; undefined for any stack. */
  readonly stack: string | undefined;
  /** Whether a value of a stack resolves to it, also through locals, outputs and remote states. */
  matches(stack: Stack, value: unknown): boolean;
  /** Compares the text only; Vitest calls it inside its asymmetric matchers. */
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher(): string;
}

/**
 * A reference for expected properties.
 * @param to the resource: from a model, the CDKTF object itself, or an address with the attribute
 * (`azurerm_resource_group.main.name`, `var.location`)
 * @param attribute attribute of a resource that is given as an object; empty for the whole resource, as in `depends_on`
 */
export function ref(to: Resource | ElementLike | string, attribute = "id"): ResourceRef {
  if (typeof to === "string") return new Ref(to.replace(/^\$\{(.*)\}$/, "$1"), undefined);
  const address = isElement(to) ? addressOf(to) : to.address;
  const stack = isElement(to) ? to.cdktfStack.node.id : to.stack.name;
  return new Ref(join(address, attribute), stack);
}

/** Whether an expected value is a reference, or a resource that represents its `id`. */
export function asRef(value: unknown): ResourceRef | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isRef(value)) return value;
  return isElement(value) || isResource(value) ? ref(value) : undefined;
}

function isRef(value: object): value is ResourceRef {
  return BRAND in value;
}

/** Whether something is a resource of a model. */
export function isResource(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && "address" in value && "type" in value && "dependsOn" in value;
}

class Ref implements ResourceRef {
  constructor(
    public readonly text: string,
    public readonly stack: string | undefined,
  ) {
    Object.defineProperty(this, BRAND, { value: true });
  }

  public matches(stack: Stack, value: unknown): boolean {
    if (typeof value !== "string") return false;
    const target = stack.resolve(value);
    if (!target) return this.#isHere(stack) && this.asymmetricMatch(value);
    const { element, attribute } = target;
    if (this.stack !== undefined && element.stack.name !== this.stack) return false;
    return join(element.address, attribute) === this.text || (this.#isHere(stack) && this.asymmetricMatch(value));
  }

  public asymmetricMatch(value: unknown): boolean {
    return value === `\${${this.text}}` || value === this.text;
  }

  public toAsymmetricMatcher(): string {
    return `ref(${this.text})`;
  }

  #isHere(stack: Stack): boolean {
    return this.stack === undefined || this.stack === stack.name;
  }
}

function join(address: string, attribute: string): string {
  return attribute === "" ? address : `${address}${attribute.startsWith("[") ? "" : "."}${attribute}`;
}
