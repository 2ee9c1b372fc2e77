/** A program that was found. */
export interface FoundTerraform {
    /** The program on PATH, or its path. */
    readonly command: string;
    readonly product: "Terraform" | "OpenTofu";
    /** Such as `1.11.4`. */
    readonly version: string;
}
/** Options of {@link findTerraform}. */
export interface FindTerraformOptions {
    /**
     * The program on PATH, or its path.
     * @default - what `TERRAFORM_BINARY_NAME` names, as for CDKTF; otherwise `terraform`, otherwise `tofu`
     */
    readonly command?: string | undefined;
    /**
     * The oldest version that will do. 1.5 is the oldest with `import` blocks and `-json` events of every command.
     * @default "1.5.0"
     */
    readonly minimum?: string | undefined;
    /** @default - the environment of this process */
    readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}
/**
 * Finds Terraform or OpenTofu.
 * @throws TerraformNotFoundError if there is none, one that is too old, or another program of that name
 */
export declare function findTerraform(options?: FindTerraformOptions): Promise<FoundTerraform>;
/** Compares versions such as `1.9.8`; a pre-release counts as its release. */
export declare function isOlder(version: string, than: string): boolean;
