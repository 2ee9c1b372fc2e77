import type { Element } from "./element.js";
import { formatSteps, type Step, type TraversalExpression } from "./expression/expression.js";

/** What an expression stands for: an attribute of something. */
export interface Target {
  readonly element: Element;
  /** As Terraform writes it: `id`, `identity[0].principal_id`; empty for the whole. */
  readonly attribute: string;
}

/** One mention of one element by another. */
export class Reference {
  readonly #from: Element;
  readonly #to: Element;
  readonly #traversal: TraversalExpression;
  readonly #steps: readonly Step[];
  readonly #follow: (element: Element, steps: readonly Step[]) => Target;

  /** Where in the element it stands: `body.properties.storageAccount`, `depends_on[0]`. */
  public readonly path: string;

  /** @internal */
  constructor(
    from: Element,
    path: string,
    to: Element,
    traversal: TraversalExpression,
    steps: readonly Step[],
    follow: (element: Element, steps: readonly Step[]) => Target,
  ) {
    this.#from = from;
    this.path = path;
    this.#to = to;
    this.#traversal = traversal;
    this.#steps = steps;
    this.#follow = follow;
  }

  /** The element that refers. */
  public get from(): Element {
    return this.#from;
  }

  /** The element that is named, in the same stack. May be a local or a remote state: see {@link target}. */
  public get to(): Element {
    return this.#to;
  }

  /** What is read of {@link to}: `id`, `outputs.vnet_id`; empty for the whole. */
  public get attribute(): string {
    return formatSteps(this.#steps);
  }

  /** The reference as written: `azurerm_subnet.pe.id`. */
  public get text(): string {
    return this.#traversal.text;
  }

  /** Whether it's in `depends_on`, so stands for order only. */
  public get explicit(): boolean {
    return this.path.startsWith("depends_on[");
  }

  /**
   * What is meant in the end: locals, outputs and remote states that only pass something on are followed, into other
   * stacks as well. An element that computes something of its own is an end.
   */
  public get target(): Target {
    return this.#follow(this.#to, this.#steps);
  }

  /** @internal */
  public get steps(): readonly Step[] {
    return this.#steps;
  }
}
