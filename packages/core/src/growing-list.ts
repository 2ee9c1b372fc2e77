/** A list that calls back for what is added later, too: for constructs that each need another one, in any order of calls. */
export class GrowingList<Item> {
  readonly #items: Item[] = [];
  readonly #listeners: ((item: Item) => void)[] = [];

  public add(item: Item): void {
    this.#items.push(item);
    for (const listener of this.#listeners) listener(item);
  }

  /** Calls back at once for each item of the list, in order, and then whenever one is added. */
  public forEach(listener: (item: Item) => void): void {
    this.#listeners.push(listener);
    this.#items.forEach((item) => listener(item));
  }
}
