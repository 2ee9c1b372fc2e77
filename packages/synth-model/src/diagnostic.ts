/** Problems that can be found in the text of synthesized Terraform. */
export type DiagnosticCode =
  /** A file that a manifest names doesn't exist, or a file can't be read. */
  | "unreadable-file"
  /** A file that isn't JSON. */
  | "invalid-json"
  /** JSON that isn't a Terraform configuration. */
  | "not-terraform"
  /** A Terraform file in a language that this library doesn't read (HCL). */
  | "unread-file"
  /** A module whose content is not part of the model. */
  | "unread-module"
  /** A block whose `for_each` or `count` isn't known: one element represents any number of instances. */
  | "unknown-instances"
  /** A block without instances: its `count` is 0 or its `for_each` empty. */
  | "no-instances"
  /** An azapi body that can't be read as an object. */
  | "unread-body"
  /** The same address twice in a stack. */
  | "duplicate-address"
  /** A string that isn't an expression of Terraform's language. */
  | "invalid-expression"
  /** A reference to something that its stack doesn't have. */
  | "unknown-reference"
  /** A remote state that none of the stacks in the model writes. */
  | "unknown-state"
  /** A reference to an output that the other stack doesn't have. */
  | "unknown-output"
  /** Two stacks that store their state in the same place. */
  | "shared-state"
  /** Resources, locals or outputs that depend on each other. */
  | "cycle"
  /** Stacks that read each other's state. */
  | "stack-cycle";

/** A problem and its location. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /**
   * `error`: Terraform rejects it, or the model is incomplete. `warning`: it may be intended. `note`: something was
   * omitted.
   */
  readonly severity: "error" | "warning" | "note";
  /** The problem and the fix, as a sentence. */
  readonly message: string;
  readonly stack?: string | undefined;
  /** The file, as a path from the folder that was read. */
  readonly file?: string | undefined;
  /** The Terraform address. */
  readonly address?: string | undefined;
  /** Path in the element, such as `body.properties.storageAccount`. */
  readonly path?: string | undefined;
}
