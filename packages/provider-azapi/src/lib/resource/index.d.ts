import type { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface ResourceConfig extends cdktf.TerraformMetaArguments {
    /**
    * Request body: a nested object with Azure's own property names and tokens at any depth. What is undefined is left out.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#body Resource#body}
    */
    readonly body?: {
        [key: string]: any;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#create_headers Resource#create_headers}
    */
    readonly createHeaders?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#create_query_parameters Resource#create_query_parameters}
    */
    readonly createQueryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#delete_headers Resource#delete_headers}
    */
    readonly deleteHeaders?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#delete_query_parameters Resource#delete_query_parameters}
    */
    readonly deleteQueryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#ignore_body_changes Resource#ignore_body_changes}
    */
    readonly ignoreBodyChanges?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#ignore_casing Resource#ignore_casing}
    */
    readonly ignoreCasing?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#ignore_missing_property Resource#ignore_missing_property}
    */
    readonly ignoreMissingProperty?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#ignore_null_property Resource#ignore_null_property}
    */
    readonly ignoreNullProperty?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#ignore_other_items_in_list Resource#ignore_other_items_in_list}
    */
    readonly ignoreOtherItemsInList?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#list_unique_id_property Resource#list_unique_id_property}
    */
    readonly listUniqueIdProperty?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#location Resource#location}
    */
    readonly location?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#locks Resource#locks}
    */
    readonly locks?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#name Resource#name}
    */
    readonly name?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#parent_id Resource#parent_id}
    */
    readonly parentId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#read_headers Resource#read_headers}
    */
    readonly readHeaders?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#read_query_parameters Resource#read_query_parameters}
    */
    readonly readQueryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * Any value: when it changes, the resource is replaced.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#replace_triggers_external_values Resource#replace_triggers_external_values}
    */
    readonly replaceTriggersExternalValues?: any;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#replace_triggers_refs Resource#replace_triggers_refs}
    */
    readonly replaceTriggersRefs?: readonly string[] | undefined;
    /**
    * What `output` holds of the response: a list of paths, `['properties.loginServer']` or `['*']`, or JMESPath expressions by the names that they get in `output`.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#response_export_values Resource#response_export_values}
    */
    readonly responseExportValues?: readonly string[] | {
        [key: string]: string;
    } | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#retry Resource#retry}
    */
    readonly retry?: ResourceRetry | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#schema_validation_enabled Resource#schema_validation_enabled}
    */
    readonly schemaValidationEnabled?: boolean | cdktf.IResolvable | undefined;
    /**
    * The part of the request body that the state must not hold, merged into `body` when it is sent.
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#sensitive_body Resource#sensitive_body}
    */
    readonly sensitiveBody?: {
        [key: string]: any;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#sensitive_body_version Resource#sensitive_body_version}
    */
    readonly sensitiveBodyVersion?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#tags Resource#tags}
    */
    readonly tags?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#type Resource#type}
    */
    readonly type: string;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#update_headers Resource#update_headers}
    */
    readonly updateHeaders?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#update_query_parameters Resource#update_query_parameters}
    */
    readonly updateQueryParameters?: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable | undefined;
    /**
    * identity block
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#identity Resource#identity}
    */
    readonly identity?: readonly ResourceIdentity[] | cdktf.IResolvable | undefined;
    /**
    * timeouts block
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#timeouts Resource#timeouts}
    */
    readonly timeouts?: ResourceTimeouts | undefined;
}
export interface ResourceRetry {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#error_message_regex Resource#error_message_regex}
    */
    readonly errorMessageRegex: readonly string[];
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#interval_seconds Resource#interval_seconds}
    */
    readonly intervalSeconds?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#max_interval_seconds Resource#max_interval_seconds}
    */
    readonly maxIntervalSeconds?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#multiplier Resource#multiplier}
    */
    readonly multiplier?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#randomization_factor Resource#randomization_factor}
    */
    readonly randomizationFactor?: number | undefined;
}
export declare function resourceRetryToTerraform(struct?: ResourceRetry | cdktf.IResolvable): any;
export declare function resourceRetryToHclTerraform(struct?: ResourceRetry | cdktf.IResolvable): any;
export declare class ResourceRetryOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): ResourceRetry | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceRetry | cdktf.IResolvable | undefined);
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
export interface ResourceIdentity {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#identity_ids Resource#identity_ids}
    */
    readonly identityIds?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#type Resource#type}
    */
    readonly type: string;
}
export declare function resourceIdentityToTerraform(struct?: ResourceIdentity | cdktf.IResolvable): any;
export declare function resourceIdentityToHclTerraform(struct?: ResourceIdentity | cdktf.IResolvable): any;
export declare class ResourceIdentityOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param complexObjectIndex the index of this item in the list
    * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean);
    get internalValue(): ResourceIdentity | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceIdentity | cdktf.IResolvable | undefined);
    private _identityIds?;
    get identityIds(): readonly string[];
    set identityIds(value: readonly string[]);
    resetIdentityIds(): void;
    get identityIdsInput(): readonly string[] | undefined;
    get principalId(): string;
    get tenantId(): string;
    private _type?;
    get type(): string;
    set type(value: string);
    get typeInput(): string | undefined;
}
export declare class ResourceIdentityList extends cdktf.ComplexList {
    protected terraformResource: cdktf.IInterpolatingParent;
    protected terraformAttribute: string;
    protected wrapsSet: boolean;
    internalValue?: readonly ResourceIdentity[] | cdktf.IResolvable | undefined;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean);
    /**
    * @param index the index of the item to return
    */
    get(index: number): ResourceIdentityOutputReference;
}
export interface ResourceTimeouts {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#create Resource#create}
    */
    readonly create?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#delete Resource#delete}
    */
    readonly delete?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#read Resource#read}
    */
    readonly read?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#update Resource#update}
    */
    readonly update?: string | undefined;
}
export declare function resourceTimeoutsToTerraform(struct?: ResourceTimeouts | cdktf.IResolvable): any;
export declare function resourceTimeoutsToHclTerraform(struct?: ResourceTimeouts | cdktf.IResolvable): any;
export declare class ResourceTimeoutsOutputReference extends cdktf.ComplexObject {
    private isEmptyObject;
    private resolvableValue?;
    /**
    * @param terraformResource The parent resource
    * @param terraformAttribute The attribute on the parent resource this class is referencing
    */
    constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string);
    get internalValue(): ResourceTimeouts | cdktf.IResolvable | undefined;
    set internalValue(value: ResourceTimeouts | cdktf.IResolvable | undefined);
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
* Represents a {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource azapi_resource}
*/
export declare class Resource extends cdktf.TerraformResource {
    static readonly tfResourceType = "azapi_resource";
    /**
    * Generates CDKTF code for importing a Resource resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the Resource to import
    * @param importFromId The id of the existing Resource that should be imported. Refer to the {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource#import import section} in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the Resource to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs/resources/resource azapi_resource} Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options ResourceConfig
    */
    constructor(scope: Construct, id: string, config: ResourceConfig);
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
    private _createHeaders?;
    get createHeaders(): {
        [key: string]: string;
    };
    set createHeaders(value: {
        [key: string]: string;
    });
    resetCreateHeaders(): void;
    get createHeadersInput(): {
        [key: string]: string;
    } | undefined;
    private _createQueryParameters?;
    get createQueryParameters(): {
        [key: string]: readonly string[];
    } | cdktf.IResolvable;
    set createQueryParameters(value: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable);
    resetCreateQueryParameters(): void;
    get createQueryParametersInput(): cdktf.IResolvable | {
        [key: string]: readonly string[];
    } | undefined;
    private _deleteHeaders?;
    get deleteHeaders(): {
        [key: string]: string;
    };
    set deleteHeaders(value: {
        [key: string]: string;
    });
    resetDeleteHeaders(): void;
    get deleteHeadersInput(): {
        [key: string]: string;
    } | undefined;
    private _deleteQueryParameters?;
    get deleteQueryParameters(): {
        [key: string]: readonly string[];
    } | cdktf.IResolvable;
    set deleteQueryParameters(value: {
        [key: string]: readonly string[];
    } | cdktf.IResolvable);
    resetDeleteQueryParameters(): void;
    get deleteQueryParametersInput(): cdktf.IResolvable | {
        [key: string]: readonly string[];
    } | undefined;
    get id(): string;
    private _ignoreBodyChanges?;
    get ignoreBodyChanges(): readonly string[];
    set ignoreBodyChanges(value: readonly string[]);
    resetIgnoreBodyChanges(): void;
    get ignoreBodyChangesInput(): readonly string[] | undefined;
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
    private _ignoreNullProperty?;
    get ignoreNullProperty(): boolean | cdktf.IResolvable;
    set ignoreNullProperty(value: boolean | cdktf.IResolvable);
    resetIgnoreNullProperty(): void;
    get ignoreNullPropertyInput(): boolean | cdktf.IResolvable | undefined;
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
    private _location?;
    get location(): string;
    set location(value: string);
    resetLocation(): void;
    get locationInput(): string | undefined;
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
    private _replaceTriggersRefs?;
    get replaceTriggersRefs(): readonly string[];
    set replaceTriggersRefs(value: readonly string[]);
    resetReplaceTriggersRefs(): void;
    get replaceTriggersRefsInput(): readonly string[] | undefined;
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
    get retry(): ResourceRetryOutputReference;
    putRetry(value: ResourceRetry): void;
    resetRetry(): void;
    get retryInput(): cdktf.IResolvable | ResourceRetry | undefined;
    private _schemaValidationEnabled?;
    get schemaValidationEnabled(): boolean | cdktf.IResolvable;
    set schemaValidationEnabled(value: boolean | cdktf.IResolvable);
    resetSchemaValidationEnabled(): void;
    get schemaValidationEnabledInput(): boolean | cdktf.IResolvable | undefined;
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
    private _tags?;
    get tags(): {
        [key: string]: string;
    };
    set tags(value: {
        [key: string]: string;
    });
    resetTags(): void;
    get tagsInput(): {
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
    private _identity;
    get identity(): ResourceIdentityList;
    putIdentity(value: readonly ResourceIdentity[] | cdktf.IResolvable): void;
    resetIdentity(): void;
    get identityInput(): cdktf.IResolvable | readonly ResourceIdentity[] | undefined;
    private _timeouts;
    get timeouts(): ResourceTimeoutsOutputReference;
    putTimeouts(value: ResourceTimeouts): void;
    resetTimeouts(): void;
    get timeoutsInput(): cdktf.IResolvable | ResourceTimeouts | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
