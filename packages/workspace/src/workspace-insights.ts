import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { providerOfGroup, requireArmId, requireProps } from "@org/aml-core/internal";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";

/** A workspace's Application Insights. */
export interface IWorkspaceInsights extends IDependentResource {
  readonly resource: ApplicationInsights | undefined;
}

/** Options of a workspace's Application Insights. */
export interface WorkspaceInsightsOptions {
  /**
   * 1 to 260 characters.
   * @default - derived from `names`
   */
  readonly name?: string | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link WorkspaceInsights}. */
export interface WorkspaceInsightsProps extends WorkspaceInsightsOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Its Log Analytics workspace stores the telemetry. */
  readonly monitoring: IMonitoring;
}

const TYPE = "Microsoft.Insights/components";

abstract class InsightsBase extends DependentResource implements IWorkspaceInsights {
  public abstract override readonly resource: ApplicationInsights | undefined;
  protected readonly resourceType = TYPE;

  protected addDiagnosticSettings(monitoring: IMonitoring): void {
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resourceId,
      categories: DIAGNOSTIC_CATEGORIES.applicationInsights,
    });
  }
}

class ImportedInsights extends InsightsBase {
  public readonly resource = undefined;
  public readonly resourceId: string;
  public readonly environmentName: string | undefined;

  constructor(scope: Construct, id: string, applicationInsightsId: string, options: ImportedResourceOptions) {
    super(scope, id);
    requireArmId(
      this,
      "applicationInsightsId",
      applicationInsightsId,
      TYPE,
      `use the id of a ${TYPE}, or a reference to one`,
    );
    this.resourceId = applicationInsightsId;
    this.environmentName = options.environmentName;
  }
}

/**
 * A workspace's Application Insights, which stores its telemetry in the environment's Log Analytics workspace.
 * @throws InvalidInputError for a name that Azure rejects
 */
export class WorkspaceInsights extends InsightsBase {
  /**
   * References an existing Application Insights resource by its ARM id.
   * @throws InvalidInputError for an id of another type
   */
  public static fromApplicationInsightsId(
    scope: Construct,
    id: string,
    applicationInsightsId: string,
    options: ImportedResourceOptions = {},
  ): IWorkspaceInsights {
    return new ImportedInsights(scope, id, applicationInsightsId, options);
  }

  /** The component (L1). */
  public readonly resource: ApplicationInsights;
  public readonly resourceId: string;
  public readonly environmentName: string;

  constructor(scope: Construct, id: string, props: WorkspaceInsightsProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "monitoring");
    const { resourceGroup, names } = props;
    this.environmentName = names.environmentName;
    this.resource = new ApplicationInsights(this, "Resource", {
      name: assertName("applicationInsights", props.name ?? names.applicationInsights, `${this.node.path}.name`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      workspaceId: props.monitoring.logAnalyticsWorkspaceId,
      applicationType: "other",
      tags: props.tags,
      dependsOn: [...(resourceGroup.dependencies ?? [])],
    });
    this.resourceId = this.resource.id;
    this.useMonitoring(props.monitoring);
  }
}
