import type { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface ResourceActionConfig extends cdktf.TerraformMetaArguments {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#action ResourceAction#action}
    */
    readonly action?: string | undefined;
    /**
    * Request body: a nested object with Azure's own property names and tokens at any depth. What is undefined is left out.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#body ResourceAction#body}
    */
    readonly body?: {
        [key: string]: any;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#headers ResourceAction#headers}
    */
    readonly headers?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#ignore_not_found ResourceAction#ignore_not_found}
    */
    readonly ignoreNotFound?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#locks ResourceAction#locks}
    */
    readonly locks?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#method ResourceAction#method}
    */
    readonly method?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#query_parameters ResourceAction#query_parameters}
    */
    readonly queryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#resource_id ResourceAction#resource_id}
    */
    readonly resourceId: string;
    /**
    * What `output` holds of the response: a list of paths, `['properties.loginServer']` or `['*']`, or JMESPath expressions by the names that they get in `output`.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#response_export_values ResourceAction#response_export_values}
    */
    readonly responseExportValues?: readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#retry ResourceAction#retry}
    */
    readonly retry?: ResourceActionRetry | undefined;
    /**
    * The part of the request body that the state must not hold, merged into `body` when it is sent.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#sensitive_body ResourceAction#sensitive_body}
    */
    readonly sensitiveBody?: {
        [key: string]: any;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#sensitive_body_version ResourceAction#sensitive_body_version}
    */
    readonly sensitiveBodyVersion?: {
        [key: string]: string;
    } | undefined;
    /**
    * What `sensitive_output` holds of the response, in the two forms of `response_export_values`.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#sensitive_response_export_values ResourceAction#sensitive_response_export_values}
    */
    readonly sensitiveResponseExportValues?: readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#type ResourceAction#type}
    */
    readonly type: string;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#when ResourceAction#when}
    */
    readonly when?: string | undefined;
    /**
    * timeouts block
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#timeouts ResourceAction#timeouts}
    */
    readonly timeouts?: ResourceActionTimeouts | undefined;
}
export interface ResourceActionRetry {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#error_message_regex ResourceAction#error_message_regex}
    */
    readonly errorMessageRegex: readonly string[];
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#interval_seconds ResourceAction#interval_seconds}
    */
    readonly intervalSeconds?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#max_interval_seconds ResourceAction#max_interval_seconds}
    */
    readonly maxIntervalSeconds?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#multiplier ResourceAction#multiplier}
    */
    readonly multiplier?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#randomization_factor ResourceAction#randomization_factor}
    */
    readonly randomizationFactor?: number | undefined;
}
export declare function resourceActionRetryToTerraform(struct?: ResourceActionRetry | cdktf.IResolvable): any;
export declare function resourceActionRetryToHclTerraform(struct?: ResourceActionRetry | cdktf.IResolvable): any;
export declare class ResourceActionRetryOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): ResourceActionRetry | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceActionRetry | cdktf.IResolvable | undefined);
    private _errorMessageRegex?;
    get errorMessageRegex(): readonly string[];
    set errorMessageRegex(value: readonly string[]);
    get errorMessageRegexInput(): readonly string[] | undefined;
    private _intervalSeconds?;
    get intervalSeconds(): number;
    set intervalSeconds(value: number);
    resetIntervalSeconds(): void;
    get intervalSecondsInput(): number | undefined;
    private _maxIntervalSeconds?;
    get maxIntervalSeconds(): number;
    set maxIntervalSeconds(value: number);
    resetMaxIntervalSeconds(): void;
    get maxIntervalSecondsInput(): number | undefined;
    private _multiplier?;
    get multiplier(): number;
    set multiplier(value: number);
    resetMultiplier(): void;
    get multiplierInput(): number | undefined;
    private _randomizationFactor?;
    get randomizationFactor(): number;
    set randomizationFactor(value: number);
    resetRandomizationFactor(): void;
    get randomizationFactorInput(): number | undefined;
}
export interface ResourceActionTimeouts {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#create ResourceAction#create}
    */
    readonly create?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#delete ResourceAction#delete}
    */
    readonly delete?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#read ResourceAction#read}
    */
    readonly read?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#update ResourceAction#update}
    */
    readonly update?: string | undefined;
}
export declare function resourceActionTimeoutsToTerraform(struct?: ResourceActionTimeouts | cdktf.IResolvable): any;
export declare function resourceActionTimeoutsToHclTerraform(struct?: ResourceActionTimeouts | cdktf.IResolvable): any;
export declare class ResourceActionTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): ResourceActionTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceActionTimeouts | cdktf.IResolvable | undefined);
    private _create?;
    get create(): string;
    set create(value: string);
    resetCreate(): void;
    get createInput(): string | undefined;
    private _delete?;
    get delete(): string;
    set delete(value: string);
    resetDelete(): void;
    get deleteInput(): string | undefined;
    private _read?;
    get read(): string;
    set read(value: string);
    resetRead(): void;
    get readInput(): string | undefined;
    private _update?;
    get update(): string;
    set update(value: string);
    resetUpdate(): void;
    get updateInput(): string | undefined;
}
/**
* Represents a {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action azapi_resource_action}
*/
export declare class ResourceAction extends cdktf.TerraformResource {
    static readonly tfResourceType = "azapi_resource_action";
    /**
    * Generates CDKTF code for importing a ResourceAction resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the ResourceAction to import
    * @param importFromId The id of the existing ResourceAction that should be imported. Refer to the {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action#import import section} in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the ResourceAction to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource_action azapi_resource_action} Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options ResourceActionConfig
    */
    constructor(scope: Construct, id: string, config: ResourceActionConfig);
    private _action?;
    get action(): string;
    set action(value: string);
    resetAction(): void;
    get actionInput(): string | undefined;
    private _body?;
    get body(): {
        [key: string]: any;
    };
    set body(value: {
        [key: string]: any;
    });
    resetBody(): void;
    get bodyInput(): {
        [key: string]: any;
    } | undefined;
    get exist(): cdktf.IResolvable;
    private _headers?;
    get headers(): {
        [key: string]: string;
    };
    set headers(value: {
        [key: string]: string;
    });
    resetHeaders(): void;
    get headersInput(): {
        [key: string]: string;
    } | undefined;
    get id(): string;
    private _ignoreNotFound?;
    get ignoreNotFound(): boolean | cdktf.IResolvable;
    set ignoreNotFound(value: boolean | cdktf.IResolvable);
    resetIgnoreNotFound(): void;
    get ignoreNotFoundInput(): boolean | cdktf.IResolvable | undefined;
    private _locks?;
    get locks(): readonly string[];
    set locks(value: readonly string[]);
    resetLocks(): void;
    get locksInput(): readonly string[] | undefined;
    private _method?;
    get method(): string;
    set method(value: string);
    resetMethod(): void;
    get methodInput(): string | undefined;
    private _output;
    get output(): cdktf.AnyMap;
    private _queryParameters?;
    get queryParameters(): {
        [key: string]: readonly string[];
    } | cdktf.IResolvable;
    set queryParameters(value: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable);
    resetQueryParameters(): void;
    get queryParametersInput(): cdktf.IResolvable | {
        [key: string]: readonly string[];
    } | undefined;
    private _resourceId?;
    get resourceId(): string;
    set resourceId(value: string);
    get resourceIdInput(): string | undefined;
    private _responseExportValues?;
    get responseExportValues(): readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable;
    set responseExportValues(value: readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable);
    resetResponseExportValues(): void;
    get responseExportValuesInput(): cdktf.IResolvable | readonly string[] | {
        [key: string]: string;
    } | undefined;
    private _retry;
    get retry(): ResourceActionRetryOutputReference;
    putRetry(value: ResourceActionRetry): void;
    resetRetry(): void;
    get retryInput(): cdktf.IResolvable | ResourceActionRetry | undefined;
    private _sensitiveBody?;
    get sensitiveBody(): {
        [key: string]: any;
    };
    set sensitiveBody(value: {
        [key: string]: any;
    });
    resetSensitiveBody(): void;
    get sensitiveBodyInput(): {
        [key: string]: any;
    } | undefined;
    private _sensitiveBodyVersion?;
    get sensitiveBodyVersion(): {
        [key: string]: string;
    };
    set sensitiveBodyVersion(value: {
        [key: string]: string;
    });
    resetSensitiveBodyVersion(): void;
    get sensitiveBodyVersionInput(): {
        [key: string]: string;
    } | undefined;
    private _sensitiveOutput;
    get sensitiveOutput(): cdktf.AnyMap;
    private _sensitiveResponseExportValues?;
    get sensitiveResponseExportValues(): readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable;
    set sensitiveResponseExportValues(value: readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable);
    resetSensitiveResponseExportValues(): void;
    get sensitiveResponseExportValuesInput(): cdktf.IResolvable | readonly string[] | {
        [key: string]: string;
    } | undefined;
    private _type?;
    get type(): string;
    set type(value: string);
    get typeInput(): string | undefined;
    private _when?;
    get when(): string;
    set when(value: string);
    resetWhen(): void;
    get whenInput(): string | undefined;
    private _timeouts;
    get timeouts(): ResourceActionTimeoutsOutputReference;
    putTimeouts(value: ResourceActionTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | ResourceActionTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
