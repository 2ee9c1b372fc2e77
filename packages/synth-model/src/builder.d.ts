import type { Diagnostic } from "./diagnostic.js";
import { type Links } from "./element.js";
import type { ModuleReader, StackSource } from "./source/stack-source.js";
import { TerraformStack } from "./stack.js";
/** Makes stacks from what was found. Repeated blocks and modules are expanded by `TerraformStack.expand`. */
export declare function buildStacks(sources: readonly StackSource[], links: Links, report: (diagnostic: Diagnostic) => void, readModule: ModuleReader): TerraformStack[];
