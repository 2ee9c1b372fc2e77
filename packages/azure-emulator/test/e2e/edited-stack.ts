// oxlint-disable-next-line typescript/no-explicit-any
export type Block = Record<string, any>;

const ADDRESS = /\b(?:azurerm|azapi|time)_\w+\.[\w-]+/g;

/** A synthesized stack, to take things away from. */
export class EditedStack {
  public readonly json: Block;

  constructor(text: string) {
    this.json = JSON.parse(text) as Block;
  }

  /**
   * Two stacks as one: what the second reads from the first one's state are its resources.
   * @param name of the first stack
   */
  public static merge(first: string, second: string, name: string): EditedStack {
    const base = JSON.parse(first) as Block;
    const outputs = base["output"] as Record<string, { readonly value: string }>;
    const remote = `data.terraform_remote_state.cross-stack-reference-input-${name}.outputs.`;
    const direct = second.replace(/\$\{([\w.-]+)\}/g, (whole, path: string) =>
      path.startsWith(remote) ? (outputs[path.slice(remote.length)]?.value ?? whole) : whole,
    );
    // Within larger expressions.
    const text = direct.replace(/data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+/g, (whole) => {
      const [, inner] = /^\$\{(.*)\}$/s.exec(outputs[whole.slice(remote.length)]?.value ?? "") ?? [];
      return whole.startsWith(remote) && inner !== undefined ? JSON.stringify(inner).slice(1, -1) : whole;
    });
    const merged = new EditedStack(text);
    for (const kind of ["resource", "variable"]) {
      for (const [type, blocks] of Object.entries(base[kind] as Record<string, Block>)) {
        merged.json[kind][type] = { ...blocks, ...(merged.json[kind][type] as Block | undefined) };
      }
    }
    return merged;
  }

  /** Has a resource wait for another one. */
  public after(address: string, other: string): void {
    this.block(address)["depends_on"] = [...this.needs(address), other];
  }

  /** Addresses of all resources of a type whose construct path fits. */
  public find(type: string, path = /./): string[] {
    return Object.entries(this.json["resource"][type] ?? {})
      .filter(([, block]) => path.test((block as Block)["//"].metadata.path))
      .map(([name]) => `${type}.${name}`);
  }

  /** The one address whose construct path fits. */
  public one(type: string, path: RegExp): string {
    const [first, ...more] = this.find(type, path);
    if (first === undefined || more.length > 0) throw new Error(`${type} ${path}: ${[first, ...more].join(", ")}`);
    return first;
  }

  public block(address: string): Block {
    const [type = "", name = ""] = address.split(".");
    return this.json["resource"][type][name] as Block;
  }

  /** Puts a resource beside another one, like it but for what is given. */
  public copy(address: string, name: string, changes: Block): string {
    const [type = ""] = address.split(".");
    this.json["resource"][type][name] = { ...structuredClone(this.block(address)), ...changes };
    return `${type}.${name}`;
  }

  /** Takes a resource away; what depended on it depends on the heirs. */
  public remove(address: string, heirs: readonly string[] = this.needs(address)): this {
    this.#drop([address]);
    for (const block of this.#blocks()) {
      const needs = block["depends_on"] as string[] | undefined;
      if (!needs?.includes(address)) continue;
      block["depends_on"] = [...new Set(needs.flatMap((need) => (need === address ? heirs : need)))];
    }
    // What only counted its id, in a delay's trigger.
    const text = JSON.stringify(this.json["resource"])
      .replaceAll(`${address}.id, `, "")
      .replaceAll(`, ${address}.id`, "")
      .replaceAll(`[${address}.id]`, "[]");
    this.json["resource"] = JSON.parse(text) as Block;
    this.#dropDangling();
    return this;
  }

  /** Takes away whatever the given resources don't need. */
  public keep(addresses: readonly string[]): this {
    const kept = new Set<string>();
    const follow = (address: string): void => {
      if (kept.has(address)) return;
      kept.add(address);
      this.#references(this.block(address)).forEach(follow);
    };
    addresses.forEach(follow);
    this.#drop(this.#addresses().filter((address) => !kept.has(address)));
    this.#dropDangling();
    return this;
  }

  /** What a resource is told to wait for. */
  public needs(address: string): string[] {
    return (this.block(address)["depends_on"] ?? []) as string[];
  }

  /** Has what azapi retries fail at once. */
  public withoutRetry(address: string): this {
    delete this.block(address)["retry"];
    return this;
  }

  /** Has azapi give up after the shortest time that a deployment test leaves it. */
  public impatient(): this {
    for (const block of this.#blocks()) if (block["retry"]) block["timeouts"] = { create: "1m", update: "1m" };
    return this;
  }

  #addresses(): string[] {
    return Object.entries(this.json["resource"] as Record<string, Block>).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((name) => `${type}.${name}`),
    );
  }

  #blocks(): Block[] {
    return Object.values(this.json["resource"] as Record<string, Block>).flatMap((blocks) => Object.values(blocks));
  }

  /** Addresses of the resources that something refers to. */
  #references({ "//": _, ...block }: Block): string[] {
    const there = new Set(this.#addresses());
    return [...new Set(JSON.stringify(block).match(ADDRESS) ?? [])].filter((address) => there.has(address));
  }

  #drop(addresses: readonly string[]): void {
    for (const address of addresses) {
      const [type = "", name = ""] = address.split(".");
      const others = without(this.json["resource"][type] as Block, name);
      if (Object.keys(others).length > 0) this.json["resource"][type] = others;
      else this.json["resource"] = without(this.json["resource"] as Block, type);
    }
  }

  /** Outputs of what is gone, and other stacks and variables that nothing reads any more. */
  #dropDangling(): void {
    const there = new Set(this.#addresses());
    for (const [name, output] of Object.entries((this.json["output"] ?? {}) as Block)) {
      const gone = (JSON.stringify(output).match(ADDRESS) ?? []).some((address) => !there.has(address));
      if (gone) this.json["output"] = without(this.json["output"] as Block, name);
    }
    if (!JSON.stringify(this.json["resource"]).includes("terraform_remote_state")) delete this.json["data"];
    const text = JSON.stringify([this.json["resource"], this.json["provider"], this.json["output"]]);
    const variables = Object.entries(this.json["variable"] as Block).filter(([name]) => text.includes(`var.${name}`));
    this.json["variable"] = Object.fromEntries(variables) as Block;
  }
}

function without(block: Block, name: string): Block {
  return Object.fromEntries(Object.entries(block).filter(([other]) => other !== name));
}
