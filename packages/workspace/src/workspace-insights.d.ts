import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { type EnvironmentNames } from "@org/aml-naming";
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
     * @default - by the names of the environment
     */
    readonly name?: string | undefined;
    /** @default - those of the workspace that creates it */
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
declare abstract class InsightsBase extends DependentResource implements IWorkspaceInsights {
    abstract readonly resource: ApplicationInsights | undefined;
    protected readonly resourceType = "Microsoft.Insights/components";
    protected addDiagnosticSettings(monitoring: IMonitoring): void;
}
/**
 * A workspace's Application Insights, which stores its telemetry in the environment's Log Analytics workspace.
 * @throws InvalidInputError for a name that Azure refuses
 */
export declare class WorkspaceInsights extends InsightsBase {
    /**
     * An existing Application Insights.
     * @throws InvalidInputError for an id of another type
     */
    static fromApplicationInsightsId(scope: Construct, id: string, applicationInsightsId: string, options?: ImportedResourceOptions): IWorkspaceInsights;
    /** The component (L1). */
    readonly resource: ApplicationInsights;
    readonly resourceId: string;
    readonly environmentName: string;
    constructor(scope: Construct, id: string, props: WorkspaceInsightsProps);
}
export {};
