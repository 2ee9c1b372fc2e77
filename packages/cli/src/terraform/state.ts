/** Resources in a state, by address. */
export interface State {
  /** Addresses of what Terraform manages: `azurerm_subnet.pe`. */
  readonly resources: readonly string[];
  /** Names of the remote states that it reads. */
  readonly remoteStates: readonly string[];
}

/** As `terraform state pull` prints it, limited to the parts that are needed here. */
interface StateFile {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly module?: string;
  }[];
}

/** Reads what `terraform state pull` printed: empty if there is no state. */
export function readState(text: string): State {
  const { resources = [] } = text.trim() === "" ? {} : (JSON.parse(text) as StateFile);
  return {
    resources: resources
      .filter(({ mode }) => mode === "managed")
      .map(({ module, type, name }) => [...(module === undefined ? [] : [module]), type, name].join(".")),
    remoteStates: resources
      .filter(({ mode, type }) => mode === "data" && type === "terraform_remote_state")
      .map(({ name }) => name),
  };
}
