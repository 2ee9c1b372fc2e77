import type { IResourceGroup } from "@org/aml-core";
import { CentralPrivateDns, type CentralPrivateDnsProps } from "@org/aml-dns";
import type { Tags } from "@org/aml-naming";
import type { Principal } from "@org/aml-rbac";
import { Construct } from "constructs";
/** Props of {@link SharedDns}. */
export interface SharedDnsProps extends Omit<CentralPrivateDnsProps, "resourceGroup" | "tags"> {
    /** Group of the zones. */
    readonly resourceGroup: IResourceGroup;
    /**
     * The principal that runs Terraform. It is granted its roles on the group.
     * @default - none: its roles are granted elsewhere
     */
    readonly deploymentPrincipal?: Principal | undefined;
    /** @default - environment, purpose and component only */
    readonly tags?: Tags | undefined;
}
/** What environments share: private DNS zones. */
export declare class SharedDns extends Construct {
    readonly zones: CentralPrivateDns;
    constructor(scope: Construct, id: string, props: SharedDnsProps);
}
