package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Provider serves schemas, and validates and plans with them. Operations that need Azure are supported only in a
// deployment test, with the Azure emulator, and only for the types that are implemented; for all others it returns an
// error.
type Provider struct {
	schemas    *Schemas
	cloud      *Cloud
	operations map[string]operations
	stopped    context.Context
	stop       context.CancelFunc
}

// NewProvider returns a provider that serves the schemas.
func NewProvider(schemas *Schemas) *Provider {
	provider := &Provider{schemas: schemas, cloud: emulatedCloud()}
	provider.stopped, provider.stop = context.WithCancel(context.Background())
	if provider.cloud != nil {
		locks := &Locks{}
		provider.operations = map[string]operations{
			"azapi_resource":        azapiResource{cloud: provider.cloud, locks: locks},
			"azapi_update_resource": azapiUpdateResource{cloud: provider.cloud, locks: locks},
			"azapi_resource_action": azapiResourceAction{cloud: provider.cloud, locks: locks},
		}
	}
	return provider
}

func (p *Provider) refuse(what string) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "This is a stub, not the real provider",
		Detail:   p.refusal(what),
	}}
}

func (p *Provider) refusal(what string) string {
	return fmt.Sprintf("The program that answers as %s is a stub made of that provider's schema. It validates and plans, and works within a deployment test for what it knows; it cannot %s. Install the real provider for that.", p.schemas.Address, what)
}

func unknownType(kind, name string) error {
	return fmt.Errorf("the schema has no %s %q", kind, name)
}

// GetMetadata lists the types in the schema.
func (p *Provider) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	response := &tfprotov6.GetMetadataResponse{}
	for _, name := range sortedKeys(p.schemas.Resources) {
		response.Resources = append(response.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	for _, name := range sortedKeys(p.schemas.DataSources) {
		response.DataSources = append(response.DataSources, tfprotov6.DataSourceMetadata{TypeName: name})
	}
	for _, name := range sortedKeys(p.schemas.Ephemerals) {
		response.EphemeralResources = append(response.EphemeralResources, tfprotov6.EphemeralResourceMetadata{TypeName: name})
	}
	for _, name := range sortedKeys(p.schemas.Functions) {
		response.Functions = append(response.Functions, tfprotov6.FunctionMetadata{Name: name})
	}
	return response, nil
}

// GetProviderSchema returns the schema.
func (p *Provider) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		Provider:                 p.schemas.Provider,
		ResourceSchemas:          p.schemas.Resources,
		DataSourceSchemas:        p.schemas.DataSources,
		EphemeralResourceSchemas: p.schemas.Ephemerals,
		Functions:                p.schemas.Functions,
	}, nil
}

// GetResourceIdentitySchemas returns no identities.
func (p *Provider) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

// ValidateProviderConfig accepts every configuration that is valid for the schema.
func (p *Provider) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config}, nil
}

// ConfigureProvider accepts every configuration. In a deployment test, it rejects settings that would change requests.
func (p *Provider) ConfigureProvider(_ context.Context, request *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	response := &tfprotov6.ConfigureProviderResponse{}
	if p.cloud == nil {
		return response, nil
	}
	value, err := request.Config.Unmarshal(p.schemas.Provider.ValueType())
	if err != nil {
		return nil, err
	}
	var config attributes
	if err := value.As((*map[string]tftypes.Value)(&config)); err != nil {
		return nil, err
	}
	if subscription := text(config["subscription_id"]); subscription != "" {
		p.cloud.SubscriptionID = subscription
	}
	for _, name := range []string{"default_location", "default_name", "default_tags", "disable_default_output"} {
		if isGiven(config[name]) {
			response.Diagnostics = append(response.Diagnostics, p.refuse("honour "+name)...)
		}
	}
	return response, nil
}

// StopProvider ends running operations.
func (p *Provider) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	p.stop()
	return &tfprotov6.StopProviderResponse{}, nil
}

// ValidateResourceConfig accepts every configuration that is valid for the schema.
func (p *Provider) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

// UpgradeResourceIdentity returns an error.
func (p *Provider) UpgradeResourceIdentity(_ context.Context, request *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return &tfprotov6.UpgradeResourceIdentityResponse{Diagnostics: p.refuse("take over the identity of " + request.TypeName)}, nil
}

// MoveResourceState returns an error.
func (p *Provider) MoveResourceState(_ context.Context, request *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return &tfprotov6.MoveResourceStateResponse{Diagnostics: p.refuse("move a resource to " + request.TargetTypeName)}, nil
}

// GenerateResourceConfig returns an error.
func (p *Provider) GenerateResourceConfig(_ context.Context, request *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return &tfprotov6.GenerateResourceConfigResponse{Diagnostics: p.refuse("write the configuration of " + request.TypeName)}, nil
}

// ValidateDataResourceConfig accepts every configuration that is valid for the schema.
func (p *Provider) ValidateDataResourceConfig(context.Context, *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return &tfprotov6.ValidateDataResourceConfigResponse{}, nil
}

// GetFunctions returns the signatures of the functions.
func (p *Provider) GetFunctions(context.Context, *tfprotov6.GetFunctionsRequest) (*tfprotov6.GetFunctionsResponse, error) {
	return &tfprotov6.GetFunctionsResponse{Functions: p.schemas.Functions}, nil
}

// CallFunction returns an error.
func (p *Provider) CallFunction(_ context.Context, request *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return &tfprotov6.CallFunctionResponse{Error: &tfprotov6.FunctionError{Text: p.refusal("compute " + request.Name)}}, nil
}

// ValidateEphemeralResourceConfig accepts every configuration that is valid for the schema.
func (p *Provider) ValidateEphemeralResourceConfig(context.Context, *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	return &tfprotov6.ValidateEphemeralResourceConfigResponse{}, nil
}

// OpenEphemeralResource returns an error.
func (p *Provider) OpenEphemeralResource(_ context.Context, request *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: p.refuse("open " + request.TypeName)}, nil
}

// RenewEphemeralResource returns an error.
func (p *Provider) RenewEphemeralResource(_ context.Context, request *tfprotov6.RenewEphemeralResourceRequest) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	return &tfprotov6.RenewEphemeralResourceResponse{Diagnostics: p.refuse("renew " + request.TypeName)}, nil
}

// CloseEphemeralResource does nothing.
func (p *Provider) CloseEphemeralResource(context.Context, *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	return &tfprotov6.CloseEphemeralResourceResponse{}, nil
}
