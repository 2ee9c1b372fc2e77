import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights/index.js";
import type { IMonitoring, IResourceGroup, PrivateLinkTarget } from "@org/aml-core";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceInsights } from "./dependant.js";
import { ExistingDependant } from "./existing-dependant.js";

/** Props of {@link WorkspaceInsights}. */
export interface WorkspaceInsightsProps {
  readonly resourceGroup: IResourceGroup;
  /** 1 to 260 characters. */
  readonly name: string;
  /** Whose Log Analytics workspace keeps the telemetry. */
  readonly monitoring: IMonitoring;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

const TYPE = "Microsoft.Insights/components";

/**
 * A workspace's Application Insights, its telemetry kept in the environment's Log Analytics workspace (S0-WSP-13).
 * @throws InvalidInputError for a name that Azure refuses
 */
export class WorkspaceInsights extends Construct implements IWorkspaceInsights {
  /** An Application Insights that exists already. */
  public static fromApplicationInsightsId(scope: Construct, id: string, componentId: string): IWorkspaceInsights {
    return new ExistingDependant(scope, id, TYPE, componentId);
  }

  /** The component (L1). */
  public readonly component: ApplicationInsights;
  public readonly resourceId: string;
  public readonly target: PrivateLinkTarget;
  public readonly existing = false;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkspaceInsightsProps) {
    super(scope, id);
    assertName("applicationInsights", props.name, `${this.node.path}.name`);
    this.component = new ApplicationInsights(this, "Resource", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: props.resourceGroup.location,
      workspaceId: props.monitoring.logAnalyticsWorkspaceId,
      applicationType: "other",
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      dependsOn: [...(props.resourceGroup.dependencies ?? [])],
    });
    this.resourceId = this.component.id;
    this.target = { construct: this.component, resourceId: this.component.id };
    this.dependencies = [this.component];
    props.monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.component.id,
      categories: DIAGNOSTIC_CATEGORIES.applicationInsights,
    });
  }
}
