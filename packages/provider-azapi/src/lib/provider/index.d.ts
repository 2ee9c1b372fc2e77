import type { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface AzapiProviderConfig {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#always_acquire_policy_token AzapiProvider#always_acquire_policy_token}
    */
    readonly alwaysAcquirePolicyToken?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#auxiliary_tenant_ids AzapiProvider#auxiliary_tenant_ids}
    */
    readonly auxiliaryTenantIds?: readonly string[] | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_certificate AzapiProvider#client_certificate}
    */
    readonly clientCertificate?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_certificate_password AzapiProvider#client_certificate_password}
    */
    readonly clientCertificatePassword?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_certificate_path AzapiProvider#client_certificate_path}
    */
    readonly clientCertificatePath?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_id AzapiProvider#client_id}
    */
    readonly clientId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_id_file_path AzapiProvider#client_id_file_path}
    */
    readonly clientIdFilePath?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_secret AzapiProvider#client_secret}
    */
    readonly clientSecret?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#client_secret_file_path AzapiProvider#client_secret_file_path}
    */
    readonly clientSecretFilePath?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#custom_correlation_request_id AzapiProvider#custom_correlation_request_id}
    */
    readonly customCorrelationRequestId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#default_location AzapiProvider#default_location}
    */
    readonly defaultLocation?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#default_name AzapiProvider#default_name}
    */
    readonly defaultName?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#default_tags AzapiProvider#default_tags}
    */
    readonly defaultTags?: {
        [key: string]: string;
    } | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#disable_correlation_request_id AzapiProvider#disable_correlation_request_id}
    */
    readonly disableCorrelationRequestId?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#disable_default_output AzapiProvider#disable_default_output}
    */
    readonly disableDefaultOutput?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#disable_instance_discovery AzapiProvider#disable_instance_discovery}
    */
    readonly disableInstanceDiscovery?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#disable_terraform_partner_id AzapiProvider#disable_terraform_partner_id}
    */
    readonly disableTerraformPartnerId?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#enable_preflight AzapiProvider#enable_preflight}
    */
    readonly enablePreflight?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#endpoint AzapiProvider#endpoint}
    */
    readonly endpoint?: readonly AzapiProviderEndpoint[] | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#environment AzapiProvider#environment}
    */
    readonly environment?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#ignore_no_op_changes AzapiProvider#ignore_no_op_changes}
    */
    readonly ignoreNoOpChanges?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#maximum_busy_retry_attempts AzapiProvider#maximum_busy_retry_attempts}
    */
    readonly maximumBusyRetryAttempts?: number | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#oidc_azure_service_connection_id AzapiProvider#oidc_azure_service_connection_id}
    */
    readonly oidcAzureServiceConnectionId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#oidc_request_token AzapiProvider#oidc_request_token}
    */
    readonly oidcRequestToken?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#oidc_request_url AzapiProvider#oidc_request_url}
    */
    readonly oidcRequestUrl?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#oidc_token AzapiProvider#oidc_token}
    */
    readonly oidcToken?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#oidc_token_file_path AzapiProvider#oidc_token_file_path}
    */
    readonly oidcTokenFilePath?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#partner_id AzapiProvider#partner_id}
    */
    readonly partnerId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#preserve_resource_id_casing AzapiProvider#preserve_resource_id_casing}
    */
    readonly preserveResourceIdCasing?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#skip_provider_registration AzapiProvider#skip_provider_registration}
    */
    readonly skipProviderRegistration?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#subscription_id AzapiProvider#subscription_id}
    */
    readonly subscriptionId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#tenant_id AzapiProvider#tenant_id}
    */
    readonly tenantId?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#use_aks_workload_identity AzapiProvider#use_aks_workload_identity}
    */
    readonly useAksWorkloadIdentity?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#use_cli AzapiProvider#use_cli}
    */
    readonly useCli?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#use_msi AzapiProvider#use_msi}
    */
    readonly useMsi?: boolean | cdktf.IResolvable | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#use_oidc AzapiProvider#use_oidc}
    */
    readonly useOidc?: boolean | cdktf.IResolvable | undefined;
    /**
    * Alias name
    *
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#alias AzapiProvider#alias}
    */
    readonly alias?: string | undefined;
}
export interface AzapiProviderEndpoint {
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#active_directory_authority_host AzapiProvider#active_directory_authority_host}
    */
    readonly activeDirectoryAuthorityHost?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#resource_manager_audience AzapiProvider#resource_manager_audience}
    */
    readonly resourceManagerAudience?: string | undefined;
    /**
    * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#resource_manager_endpoint AzapiProvider#resource_manager_endpoint}
    */
    readonly resourceManagerEndpoint?: string | undefined;
}
export declare function azapiProviderEndpointToTerraform(struct?: AzapiProviderEndpoint | cdktf.IResolvable): any;
export declare function azapiProviderEndpointToHclTerraform(struct?: AzapiProviderEndpoint | cdktf.IResolvable): any;
/**
* Represents a {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs azapi}
*/
export declare class AzapiProvider extends cdktf.TerraformProvider {
    static readonly tfResourceType = "azapi";
    /**
    * Generates CDKTF code for importing a AzapiProvider resource upon running "cdktf plan <stack-name>"
    * @param scope The scope in which to define this construct
    * @param importToId The construct id used in the generated config for the AzapiProvider to import
    * @param importFromId The id of the existing AzapiProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs#import import section} in the documentation of this resource for the id to use
    * @param provider? Optional instance of the provider where the AzapiProvider to import is found
    */
    static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider): cdktf.ImportableResource;
    /**
    * Create a new {@link https://registry.terraform.io/providers/azure/azapi/2.12.0/docs azapi} Resource
    *
    * @param scope The scope in which to define this construct
    * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
    * @param options AzapiProviderConfig = {}
    */
    constructor(scope: Construct, id: string, config?: AzapiProviderConfig);
    private _alwaysAcquirePolicyToken?;
    get alwaysAcquirePolicyToken(): boolean | cdktf.IResolvable | undefined;
    set alwaysAcquirePolicyToken(value: boolean | cdktf.IResolvable | undefined);
    resetAlwaysAcquirePolicyToken(): void;
    get alwaysAcquirePolicyTokenInput(): boolean | cdktf.IResolvable | undefined;
    private _auxiliaryTenantIds?;
    get auxiliaryTenantIds(): readonly string[] | undefined;
    set auxiliaryTenantIds(value: readonly string[] | undefined);
    resetAuxiliaryTenantIds(): void;
    get auxiliaryTenantIdsInput(): readonly string[] | undefined;
    private _clientCertificate?;
    get clientCertificate(): string | undefined;
    set clientCertificate(value: string | undefined);
    resetClientCertificate(): void;
    get clientCertificateInput(): string | undefined;
    private _clientCertificatePassword?;
    get clientCertificatePassword(): string | undefined;
    set clientCertificatePassword(value: string | undefined);
    resetClientCertificatePassword(): void;
    get clientCertificatePasswordInput(): string | undefined;
    private _clientCertificatePath?;
    get clientCertificatePath(): string | undefined;
    set clientCertificatePath(value: string | undefined);
    resetClientCertificatePath(): void;
    get clientCertificatePathInput(): string | undefined;
    private _clientId?;
    get clientId(): string | undefined;
    set clientId(value: string | undefined);
    resetClientId(): void;
    get clientIdInput(): string | undefined;
    private _clientIdFilePath?;
    get clientIdFilePath(): string | undefined;
    set clientIdFilePath(value: string | undefined);
    resetClientIdFilePath(): void;
    get clientIdFilePathInput(): string | undefined;
    private _clientSecret?;
    get clientSecret(): string | undefined;
    set clientSecret(value: string | undefined);
    resetClientSecret(): void;
    get clientSecretInput(): string | undefined;
    private _clientSecretFilePath?;
    get clientSecretFilePath(): string | undefined;
    set clientSecretFilePath(value: string | undefined);
    resetClientSecretFilePath(): void;
    get clientSecretFilePathInput(): string | undefined;
    private _customCorrelationRequestId?;
    get customCorrelationRequestId(): string | undefined;
    set customCorrelationRequestId(value: string | undefined);
    resetCustomCorrelationRequestId(): void;
    get customCorrelationRequestIdInput(): string | undefined;
    private _defaultLocation?;
    get defaultLocation(): string | undefined;
    set defaultLocation(value: string | undefined);
    resetDefaultLocation(): void;
    get defaultLocationInput(): string | undefined;
    private _defaultName?;
    get defaultName(): string | undefined;
    set defaultName(value: string | undefined);
    resetDefaultName(): void;
    get defaultNameInput(): string | undefined;
    private _defaultTags?;
    get defaultTags(): {
        [key: string]: string;
    } | undefined;
    set defaultTags(value: {
        [key: string]: string;
    } | undefined);
    resetDefaultTags(): void;
    get defaultTagsInput(): {
        [key: string]: string;
    } | undefined;
    private _disableCorrelationRequestId?;
    get disableCorrelationRequestId(): boolean | cdktf.IResolvable | undefined;
    set disableCorrelationRequestId(value: boolean | cdktf.IResolvable | undefined);
    resetDisableCorrelationRequestId(): void;
    get disableCorrelationRequestIdInput(): boolean | cdktf.IResolvable | undefined;
    private _disableDefaultOutput?;
    get disableDefaultOutput(): boolean | cdktf.IResolvable | undefined;
    set disableDefaultOutput(value: boolean | cdktf.IResolvable | undefined);
    resetDisableDefaultOutput(): void;
    get disableDefaultOutputInput(): boolean | cdktf.IResolvable | undefined;
    private _disableInstanceDiscovery?;
    get disableInstanceDiscovery(): boolean | cdktf.IResolvable | undefined;
    set disableInstanceDiscovery(value: boolean | cdktf.IResolvable | undefined);
    resetDisableInstanceDiscovery(): void;
    get disableInstanceDiscoveryInput(): boolean | cdktf.IResolvable | undefined;
    private _disableTerraformPartnerId?;
    get disableTerraformPartnerId(): boolean | cdktf.IResolvable | undefined;
    set disableTerraformPartnerId(value: boolean | cdktf.IResolvable | undefined);
    resetDisableTerraformPartnerId(): void;
    get disableTerraformPartnerIdInput(): boolean | cdktf.IResolvable | undefined;
    private _enablePreflight?;
    get enablePreflight(): boolean | cdktf.IResolvable | undefined;
    set enablePreflight(value: boolean | cdktf.IResolvable | undefined);
    resetEnablePreflight(): void;
    get enablePreflightInput(): boolean | cdktf.IResolvable | undefined;
    private _endpoint?;
    get endpoint(): readonly AzapiProviderEndpoint[] | cdktf.IResolvable | undefined;
    set endpoint(value: readonly AzapiProviderEndpoint[] | cdktf.IResolvable | undefined);
    resetEndpoint(): void;
    get endpointInput(): cdktf.IResolvable | readonly AzapiProviderEndpoint[] | undefined;
    private _environment?;
    get environment(): string | undefined;
    set environment(value: string | undefined);
    resetEnvironment(): void;
    get environmentInput(): string | undefined;
    private _ignoreNoOpChanges?;
    get ignoreNoOpChanges(): boolean | cdktf.IResolvable | undefined;
    set ignoreNoOpChanges(value: boolean | cdktf.IResolvable | undefined);
    resetIgnoreNoOpChanges(): void;
    get ignoreNoOpChangesInput(): boolean | cdktf.IResolvable | undefined;
    private _maximumBusyRetryAttempts?;
    get maximumBusyRetryAttempts(): number | undefined;
    set maximumBusyRetryAttempts(value: number | undefined);
    resetMaximumBusyRetryAttempts(): void;
    get maximumBusyRetryAttemptsInput(): number | undefined;
    private _oidcAzureServiceConnectionId?;
    get oidcAzureServiceConnectionId(): string | undefined;
    set oidcAzureServiceConnectionId(value: string | undefined);
    resetOidcAzureServiceConnectionId(): void;
    get oidcAzureServiceConnectionIdInput(): string | undefined;
    private _oidcRequestToken?;
    get oidcRequestToken(): string | undefined;
    set oidcRequestToken(value: string | undefined);
    resetOidcRequestToken(): void;
    get oidcRequestTokenInput(): string | undefined;
    private _oidcRequestUrl?;
    get oidcRequestUrl(): string | undefined;
    set oidcRequestUrl(value: string | undefined);
    resetOidcRequestUrl(): void;
    get oidcRequestUrlInput(): string | undefined;
    private _oidcToken?;
    get oidcToken(): string | undefined;
    set oidcToken(value: string | undefined);
    resetOidcToken(): void;
    get oidcTokenInput(): string | undefined;
    private _oidcTokenFilePath?;
    get oidcTokenFilePath(): string | undefined;
    set oidcTokenFilePath(value: string | undefined);
    resetOidcTokenFilePath(): void;
    get oidcTokenFilePathInput(): string | undefined;
    private _partnerId?;
    get partnerId(): string | undefined;
    set partnerId(value: string | undefined);
    resetPartnerId(): void;
    get partnerIdInput(): string | undefined;
    private _preserveResourceIdCasing?;
    get preserveResourceIdCasing(): boolean | cdktf.IResolvable | undefined;
    set preserveResourceIdCasing(value: boolean | cdktf.IResolvable | undefined);
    resetPreserveResourceIdCasing(): void;
    get preserveResourceIdCasingInput(): boolean | cdktf.IResolvable | undefined;
    private _skipProviderRegistration?;
    get skipProviderRegistration(): boolean | cdktf.IResolvable | undefined;
    set skipProviderRegistration(value: boolean | cdktf.IResolvable | undefined);
    resetSkipProviderRegistration(): void;
    get skipProviderRegistrationInput(): boolean | cdktf.IResolvable | undefined;
    private _subscriptionId?;
    get subscriptionId(): string | undefined;
    set subscriptionId(value: string | undefined);
    resetSubscriptionId(): void;
    get subscriptionIdInput(): string | undefined;
    private _tenantId?;
    get tenantId(): string | undefined;
    set tenantId(value: string | undefined);
    resetTenantId(): void;
    get tenantIdInput(): string | undefined;
    private _useAksWorkloadIdentity?;
    get useAksWorkloadIdentity(): boolean | cdktf.IResolvable | undefined;
    set useAksWorkloadIdentity(value: boolean | cdktf.IResolvable | undefined);
    resetUseAksWorkloadIdentity(): void;
    get useAksWorkloadIdentityInput(): boolean | cdktf.IResolvable | undefined;
    private _useCli?;
    get useCli(): boolean | cdktf.IResolvable | undefined;
    set useCli(value: boolean | cdktf.IResolvable | undefined);
    resetUseCli(): void;
    get useCliInput(): boolean | cdktf.IResolvable | undefined;
    private _useMsi?;
    get useMsi(): boolean | cdktf.IResolvable | undefined;
    set useMsi(value: boolean | cdktf.IResolvable | undefined);
    resetUseMsi(): void;
    get useMsiInput(): boolean | cdktf.IResolvable | undefined;
    private _useOidc?;
    get useOidc(): boolean | cdktf.IResolvable | undefined;
    set useOidc(value: boolean | cdktf.IResolvable | undefined);
    resetUseOidc(): void;
    get useOidcInput(): boolean | cdktf.IResolvable | undefined;
    private _alias?;
    get alias(): string | undefined;
    set alias(value: string | undefined);
    resetAlias(): void;
    get aliasInput(): string | undefined;
    protected synthesizeAttributes(): {
        [name: string]: any;
    };
    protected synthesizeHclAttributes(): {
        [name: string]: any;
    };
}
