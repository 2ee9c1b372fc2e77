/** Resources in a state, by address. */
export interface State {
  /** Addresses of managed resources, such as `azurerm_subnet.pe`. */
  readonly resources: readonly string[];
  /** Names of the remote states that it reads. */
  readonly remoteStates: readonly string[];
}

/** Output of `terraform state pull`, limited to the properties that are used here. */
interface StateFile {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly module?: string;
  }[];
}

/** Parses the output of `terraform state pull`, which is empty if there is no state. */
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
