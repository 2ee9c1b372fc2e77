import type { Diagnostic } from "./diagnostic.js";
import { type Links } from "./element.js";
import { type JsonObject } from "./json.js";
import { type Backend, type Element, type Node, type RequiredProvider, type Resource, type Stack, type Target } from "./model.js";
import { ModuleScope } from "./scope.js";
/** What a stack is made of, besides its elements. */
export interface StackFacts {
    readonly name: string;
    readonly source: "configuration" | "plan";
    readonly constructPath: string;
    readonly workingDirectory: string;
    readonly files: readonly string[];
}
/** One Terraform configuration with a state of its own. */
export declare class TerraformStack implements Stack {
    #private;
    readonly name: string;
    readonly source: "configuration" | "plan";
    readonly constructPath: string;
    readonly workingDirectory: string;
    readonly files: readonly string[];
    /** The root module. */
    readonly scope: ModuleScope;
    constructor(facts: StackFacts, links: Links);
    get(address: string): Node | undefined;
    instances(declaration: string): readonly Element[];
    resolve(expression: string): Target | undefined;
    get elements(): Iterable<Node>;
    get resources(): readonly Resource[];
    get dataSources(): readonly Resource[];
    get variables(): readonly Element[];
    get outputs(): readonly Element[];
    get locals(): readonly Element[];
    get providers(): readonly Element[];
    get modules(): readonly Element[];
    get terraform(): JsonObject;
    get backend(): Backend;
    get requiredProviders(): ReadonlyMap<string, RequiredProvider>;
    get requiredVersion(): string | undefined;
    get diagnostics(): readonly Diagnostic[];
    dependencies(): readonly TerraformStack[];
    dependents(): readonly TerraformStack[];
    /** Makes everything with an address, also in modules: instances are made when they are first asked for. */
    expand(): void;
    addDependency(stack: TerraformStack): void;
    addDiagnostic(diagnostic: Diagnostic): void;
    setTerraform(settings: JsonObject): void;
}
