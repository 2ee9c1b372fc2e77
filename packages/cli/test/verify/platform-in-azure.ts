import type { EmulatorSnapshot } from "@org/azure-emulator";

// oxlint-disable-next-line typescript/no-explicit-any
type Body = Record<string, any>;

/** The resources of a deployed platform in an emulator, to change behind Terraform's back. */
export class PlatformInAzure {
  readonly #resources: EmulatorSnapshot["resources"][number][];
  readonly #principals: EmulatorSnapshot["principals"];

  public constructor({ resources, principals }: EmulatorSnapshot) {
    this.#resources = structuredClone([...resources]);
    this.#principals = principals;
  }

  public get snapshot(): EmulatorSnapshot {
    return { resources: this.#resources, principals: this.#principals };
  }

  /** The id of the only resource whose id ends like this. */
  public id(end: string): string {
    const found = this.#resources.filter(({ id }) => id.toLowerCase().endsWith(end.toLowerCase()));
    if (found.length !== 1) throw new Error(`${found.length} resources end with ${end}`);
    return found[0]?.id ?? "";
  }

  /** The body of the only resource whose id ends like this, to be changed. */
  public body(end: string): Body {
    const id = this.id(end);
    return this.#resources.find((one) => one.id === id)?.body as Body;
  }

  /** Its properties, to be changed. */
  public properties(end: string): Body {
    return this.body(end)["properties"] as Body;
  }

  /** Deletes a resource with everything below it. */
  public delete(end: string): void {
    const id = this.id(end);
    const within = (other: string) => other === id || other.startsWith(`${id}/`);
    this.#resources.splice(0, Infinity, ...this.#resources.filter((one) => !within(one.id)));
  }

  /** Adds a resource. */
  public add(id: string, body: Body): void {
    this.#resources.push({ id, origin: "request", apiVersion: "", etag: '"drift"', body });
  }

  /** Ids of resources that match. */
  public ids(pattern: RegExp): string[] {
    return this.#resources.map(({ id }) => id).filter((id) => pattern.test(id));
  }
}
