import type { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface UpdateResourceConfig extends cdktf.TerraformMetaArguments {
    /**
    * Request body: a nested object with Azure's own property names and tokens at any depth. What is undefined is left out.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#body UpdateResource#body}
    */
    readonly body?: {
        [key: string]: any;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#ignore_casing UpdateResource#ignore_casing}
    */
    readonly ignoreCasing?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#ignore_missing_property UpdateResource#ignore_missing_property}
    */
    readonly ignoreMissingProperty?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#ignore_other_items_in_list UpdateResource#ignore_other_items_in_list}
    */
    readonly ignoreOtherItemsInList?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#list_unique_id_property UpdateResource#list_unique_id_property}
    */
    readonly listUniqueIdProperty?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#locks UpdateResource#locks}
    */
    readonly locks?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#name UpdateResource#name}
    */
    readonly name?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#parent_id UpdateResource#parent_id}
    */
    readonly parentId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#read_headers UpdateResource#read_headers}
    */
    readonly readHeaders?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#read_query_parameters UpdateResource#read_query_parameters}
    */
    readonly readQueryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * Any value: when it changes, the resource is replaced.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#replace_triggers_external_values UpdateResource#replace_triggers_external_values}
    */
    readonly replaceTriggersExternalValues?: any;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#resource_id UpdateResource#resource_id}
    */
    readonly resourceId?: string | undefined;
    /**
    * What `output` holds of the response: a list of paths, `['properties.loginServer']` or `['*']`, or JMESPath expressions by the names that they get in `output`.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#response_export_values UpdateResource#response_export_values}
    */
    readonly responseExportValues?: readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#retry UpdateResource#retry}
    */
    readonly retry?: UpdateResourceRetry | undefined;
    /**
    * The part of the request body that the state must not hold, merged into `body` when it is sent.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#sensitive_body UpdateResource#sensitive_body}
    */
    readonly sensitiveBody?: {
        [key: string]: any;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#sensitive_body_version UpdateResource#sensitive_body_version}
    */
    readonly sensitiveBodyVersion?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#type UpdateResource#type}
    */
    readonly type: string;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#update_headers UpdateResource#update_headers}
    */
    readonly updateHeaders?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#update_query_parameters UpdateResource#update_query_parameters}
    */
    readonly updateQueryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * timeouts block
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#timeouts UpdateResource#timeouts}
    */
    readonly timeouts?: UpdateResourceTimeouts | undefined;
}
export interface UpdateResourceRetry {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#error_message_regex UpdateResource#error_message_regex}
    */
    readonly errorMessageRegex: readonly string[];
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#interval_seconds UpdateResource#interval_seconds}
    */
    readonly intervalSeconds?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#max_interval_seconds UpdateResource#max_interval_seconds}
    */
    readonly maxIntervalSeconds?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#multiplier UpdateResource#multiplier}
    */
    readonly multiplier?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#randomization_factor UpdateResource#randomization_factor}
    */
    readonly randomizationFactor?: number | undefined;
}
export declare function updateResourceRetryToTerraform(struct?: UpdateResourceRetry | cdktf.IResolvable): any;
export declare function updateResourceRetryToHclTerraform(struct?: UpdateResourceRetry | cdktf.IResolvable): any;
export declare class UpdateResourceRetryOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): UpdateResourceRetry | cdktf.IResolvable | undefined;
    set internalValue(value: UpdateResourceRetry | cdktf.IResolvable | undefined);
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
export interface UpdateResourceTimeouts {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#create UpdateResource#create}
    */
    readonly create?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#delete UpdateResource#delete}
    */
    readonly delete?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#read UpdateResource#read}
    */
    readonly read?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#update UpdateResource#update}
    */
    readonly update?: string | undefined;
}
export declare function updateResourceTimeoutsToTerraform(struct?: UpdateResourceTimeouts | cdktf.IResolvable): any;
export declare function updateResourceTimeoutsToHclTerraform(struct?: UpdateResourceTimeouts | cdktf.IResolvable): any;
export declare class UpdateResourceTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): UpdateResourceTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: UpdateResourceTimeouts | cdktf.IResolvable | undefined);
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
* Represents a {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource azapi_update_resource}
*/
export declare class UpdateResource extends cdktf.TerraformResource {
    static readonly tfResourceType = "azapi_update_resource";
    /**
    * Generates CDKTF code for importing a UpdateResource resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the UpdateResource to import
    * @param importFromId The id of the existing UpdateResource that should be imported. Refer to the {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource#import import section} in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the UpdateResource to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/update_resource azapi_update_resource} Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options UpdateResourceConfig
    */
    constructor(scope: Construct, id: string, config: UpdateResourceConfig);
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
    get id(): string;
    private _ignoreCasing?;
    get ignoreCasing(): boolean | cdktf.IResolvable;
    set ignoreCasing(value: boolean | cdktf.IResolvable);
    resetIgnoreCasing(): void;
    get ignoreCasingInput(): boolean | cdktf.IResolvable | undefined;
    private _ignoreMissingProperty?;
    get ignoreMissingProperty(): boolean | cdktf.IResolvable;
    set ignoreMissingProperty(value: boolean | cdktf.IResolvable);
    resetIgnoreMissingProperty(): void;
    get ignoreMissingPropertyInput(): boolean | cdktf.IResolvable | undefined;
    private _ignoreOtherItemsInList?;
    get ignoreOtherItemsInList(): readonly string[];
    set ignoreOtherItemsInList(value: readonly string[]);
    resetIgnoreOtherItemsInList(): void;
    get ignoreOtherItemsInListInput(): readonly string[] | undefined;
    private _listUniqueIdProperty?;
    get listUniqueIdProperty(): {
        [key: string]: string;
    };
    set listUniqueIdProperty(value: {
        [key: string]: string;
    });
    resetListUniqueIdProperty(): void;
    get listUniqueIdPropertyInput(): {
        [key: string]: string;
    } | undefined;
    private _locks?;
    get locks(): readonly string[];
    set locks(value: readonly string[]);
    resetLocks(): void;
    get locksInput(): readonly string[] | undefined;
    private _name?;
    get name(): string;
    set name(value: string);
    resetName(): void;
    get nameInput(): string | undefined;
    private _output;
    get output(): cdktf.AnyMap;
    private _parentId?;
    get parentId(): string;
    set parentId(value: string);
    resetParentId(): void;
    get parentIdInput(): string | undefined;
    private _readHeaders?;
    get readHeaders(): {
        [key: string]: string;
    };
    set readHeaders(value: {
        [key: string]: string;
    });
    resetReadHeaders(): void;
    get readHeadersInput(): {
        [key: string]: string;
    } | undefined;
    private _readQueryParameters?;
    get readQueryParameters(): {
        [key: string]: readonly string[];
    } | cdktf.IResolvable;
    set readQueryParameters(value: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable);
    resetReadQueryParameters(): void;
    get readQueryParametersInput(): cdktf.IResolvable | {
        [key: string]: readonly string[];
    } | undefined;
    private _replaceTriggersExternalValues?;
    get replaceTriggersExternalValues(): any;
    set replaceTriggersExternalValues(value: any);
    resetReplaceTriggersExternalValues(): void;
    get replaceTriggersExternalValuesInput(): any;
    private _resourceId?;
    get resourceId(): string;
    set resourceId(value: string);
    resetResourceId(): void;
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
    get retry(): UpdateResourceRetryOutputReference;
    putRetry(value: UpdateResourceRetry): void;
    resetRetry(): void;
    get retryInput(): cdktf.IResolvable | UpdateResourceRetry | undefined;
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
    private _type?;
    get type(): string;
    set type(value: string);
    get typeInput(): string | undefined;
    private _updateHeaders?;
    get updateHeaders(): {
        [key: string]: string;
    };
    set updateHeaders(value: {
        [key: string]: string;
    });
    resetUpdateHeaders(): void;
    get updateHeadersInput(): {
        [key: string]: string;
    } | undefined;
    private _updateQueryParameters?;
    get updateQueryParameters(): {
        [key: string]: readonly string[];
    } | cdktf.IResolvable;
    set updateQueryParameters(value: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable);
    resetUpdateQueryParameters(): void;
    get updateQueryParametersInput(): cdktf.IResolvable | {
        [key: string]: readonly string[];
    } | undefined;
    private _timeouts;
    get timeouts(): UpdateResourceTimeoutsOutputReference;
    putTimeouts(value: UpdateResourceTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | UpdateResourceTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
