import { BaseConstruct, requireProps } from "@org/aml-core/internal";
import { type IResourceGroup, ResourceTags } from "@org/aml-core";
import { CentralPrivateDns, type CentralPrivateDnsProps } from "@org/aml-dns";
import type { Tags } from "@org/aml-naming";
import type { Principal } from "@org/aml-rbac";
import type { Construct } from "constructs";
import { grantDeployment } from "./deployment-roles.js";
import { platformTags } from "./platform-tags.js";

/** Props of {@link SharedDns}. */
export interface SharedDnsProps extends Omit<CentralPrivateDnsProps, "resourceGroup" | "tags"> {
  /** Group of the zones. */
  readonly resourceGroup: IResourceGroup;
  /**
   * The principal that runs Terraform. It is granted the deployment roles on the group.
   * @default - none: its roles are granted elsewhere
   */
  readonly deploymentPrincipal?: Principal | undefined;
  /** @default - environment, purpose and component only */
  readonly tags?: Tags | undefined;
  /**
   * Names of tags that others set, such as an Azure Policy. Terraform neither removes nor changes them.
   * @default - none
   */
  readonly ignoreTagChanges?: readonly string[] | undefined;
}

/** The resources that environments share: private DNS zones. */
export class SharedDns extends BaseConstruct {
  public readonly zones: CentralPrivateDns;

  constructor(scope: Construct, id: string, props: SharedDnsProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup");
    const { deploymentPrincipal, tags, ignoreTagChanges = [], ...zones } = props;
    const resourceGroup = grantDeployment(this, "DeploymentRoles", props.resourceGroup, deploymentPrincipal);
    this.zones = new CentralPrivateDns(this, "Zones", {
      ...zones,
      resourceGroup,
      tags: platformTags(tags, "shared", "dns"),
    });
    ResourceTags.of(this).ignoreChanges(...ignoreTagChanges);
  }
}
