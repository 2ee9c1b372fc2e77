/**
 * The parts of CDKTF on which this library relies, identified by CDKTF's symbols. CDKTF isn't imported, so only the
 * consumer's copy is used.
 */

/** A construct. */
interface ConstructLike {
  readonly node: {
    readonly id: string;
    readonly path: string;
    readonly root: unknown;
    findAll(): readonly unknown[];
    validate(): readonly string[];
  };
}

/** CDKTF's `TerraformStack`. */
export interface StackLike extends ConstructLike {
  prepareStack(): void;
  toTerraform(): unknown;
  readonly synthesizer: { synthesize(session: never): void };
}

/** CDKTF's `App`. */
export interface AppLike extends ConstructLike {
  synth(): void;
  readonly skipValidation: boolean;
  readonly manifest: { buildManifest(): unknown };
}

/** A resource or data source (L1) of CDKTF. */
export interface ElementLike extends ConstructLike {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
  readonly cdktfStack: ConstructLike;
}

export function isStack(value: unknown): value is StackLike {
  return has(value, "cdktf/TerraformStack");
}

export function isApp(value: unknown): value is AppLike {
  return has(value, "cdktf/App");
}

export function isElement(value: unknown): value is ElementLike {
  return has(value, "cdktf/TerraformResource") || has(value, "cdktf/TerraformDataSource");
}

/** The Terraform address of a resource or data source, such as `data.azurerm_client_config.me`. */
export function addressOf(element: ElementLike): string {
  const prefix = has(element, "cdktf/TerraformDataSource") ? "data." : "";
  return `${prefix}${element.terraformResourceType}.${element.friendlyUniqueId}`;
}

/** The app that a construct is part of. */
export function appOf(construct: ConstructLike): AppLike {
  const { root } = construct.node;
  if (isApp(root)) return root;
  throw new TypeError(`${construct.node.path}: is not in an App; create the stack in one, such as Testing.app()`);
}

function has(value: unknown, symbol: string): boolean {
  return typeof value === "object" && value !== null && Symbol.for(symbol) in value;
}
