/** What can be wrong with synthesized Terraform, as far as its text shows. */
export type DiagnosticCode = 
/** A file that a manifest names is not there, or a file can't be read. */
"unreadable-file"
/** A file that isn't JSON. */
 | "invalid-json"
/** JSON that isn't Terraform's. */
 | "not-terraform"
/** A Terraform file in a language that this library doesn't read (HCL). */
 | "unread-file"
/** A module whose inside is not part of the model. */
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
/** A remote state that none of the stacks at hand writes. */
 | "unknown-state"
/** A reference to an output that the other stack doesn't have. */
 | "unknown-output"
/** Two stacks that keep their state in one place. */
 | "shared-state"
/** Things that need each other. */
 | "cycle"
/** Stacks that need each other's state. */
 | "stack-cycle";
/** Something wrong, and where. */
export interface Diagnostic {
    readonly code: DiagnosticCode;
    /**
     * An `error` is refused by Terraform, or means that the model lacks something; a `warning` may be on purpose; a `note`
     * only says what was left out.
     */
    readonly severity: "error" | "warning" | "note";
    /** What is wrong and what to do, as a sentence. */
    readonly message: string;
    readonly stack?: string | undefined;
    /** The file, as a path from the folder that was read. */
    readonly file?: string | undefined;
    /** The Terraform address. */
    readonly address?: string | undefined;
    /** Where in the element: `body.properties.storageAccount`. */
    readonly path?: string | undefined;
}
