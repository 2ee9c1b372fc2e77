import type { Evaluator } from "./evaluator.js";
import { formatSteps, type Step } from "./expression/expression.js";
import type { Node, Place, Reference, Target } from "./model.js";

/** A reference of one element to another. */
export class ElementReference implements Reference {
  readonly #from: Node;
  readonly #place: Place;
  readonly #evaluator: Evaluator;

  /**
   * @param from the element that refers
   * @param path path of the reference in it
   * @param place the target
   * @param text source text
   */
  constructor(
    from: Node,
    public readonly path: string,
    place: Place,
    public readonly text: string,
    evaluator: Evaluator,
  ) {
    this.#from = from;
    this.#place = place;
    this.#evaluator = evaluator;
  }

  public get from(): Node {
    return this.#from;
  }

  public get to(): Node {
    return this.#place.node;
  }

  public get attribute(): string {
    return formatSteps(this.#place.steps);
  }

  public get explicit(): boolean {
    return this.path.startsWith("depends_on[");
  }

  public get target(): Target {
    return this.#evaluator.follow(this.#place);
  }

  public get steps(): readonly Step[] {
    return this.#place.steps;
  }
}
