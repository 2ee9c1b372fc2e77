package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Provider serves schemas, checks and plans against them. What needs the cloud it does only in a deployment test, where the
// cloud is played on this machine, and only for resources that it has operations for; everything else it refuses.
type Provider struct {
	schemas    *Schemas
	cloud      *Cloud
	operations map[string]operations
	stopped    context.Context
	stop       context.CancelFunc
}

// NewProvider makes a provider that serves the schemas.
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

// GetMetadata lists the types that the schema has.
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

// GetProviderSchema answers with the schema.
func (p *Provider) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		Provider:                 p.schemas.Provider,
		ResourceSchemas:          p.schemas.Resources,
		DataSourceSchemas:        p.schemas.DataSources,
		EphemeralResourceSchemas: p.schemas.Ephemerals,
		Functions:                p.schemas.Functions,
	}, nil
}

// GetResourceIdentitySchemas answers that no resource has an identity.
func (p *Provider) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

// ValidateProviderConfig accepts what Terraform has checked against the schema.
func (p *Provider) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config}, nil
}

// ConfigureProvider accepts every configuration, except in a deployment test what would change what is written to the cloud.
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

// StopProvider ends whatever is going on.
func (p *Provider) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	p.stop()
	return &tfprotov6.StopProviderResponse{}, nil
}

// ValidateResourceConfig accepts what Terraform has checked against the schema.
func (p *Provider) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

// UpgradeResourceIdentity refuses.
func (p *Provider) UpgradeResourceIdentity(_ context.Context, request *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return &tfprotov6.UpgradeResourceIdentityResponse{Diagnostics: p.refuse("take over the identity of " + request.TypeName)}, nil
}

// MoveResourceState refuses.
func (p *Provider) MoveResourceState(_ context.Context, request *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return &tfprotov6.MoveResourceStateResponse{Diagnostics: p.refuse("move a resource to " + request.TargetTypeName)}, nil
}

// GenerateResourceConfig refuses.
func (p *Provider) GenerateResourceConfig(_ context.Context, request *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return &tfprotov6.GenerateResourceConfigResponse{Diagnostics: p.refuse("write the configuration of " + request.TypeName)}, nil
}

// ValidateDataResourceConfig accepts what Terraform has checked against the schema.
func (p *Provider) ValidateDataResourceConfig(context.Context, *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return &tfprotov6.ValidateDataResourceConfigResponse{}, nil
}

// GetFunctions answers with the functions' signatures.
func (p *Provider) GetFunctions(context.Context, *tfprotov6.GetFunctionsRequest) (*tfprotov6.GetFunctionsResponse, error) {
	return &tfprotov6.GetFunctionsResponse{Functions: p.schemas.Functions}, nil
}

// CallFunction refuses.
func (p *Provider) CallFunction(_ context.Context, request *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return &tfprotov6.CallFunctionResponse{Error: &tfprotov6.FunctionError{Text: p.refusal("compute " + request.Name)}}, nil
}

// ValidateEphemeralResourceConfig accepts what Terraform has checked against the schema.
func (p *Provider) ValidateEphemeralResourceConfig(context.Context, *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	return &tfprotov6.ValidateEphemeralResourceConfigResponse{}, nil
}

// OpenEphemeralResource refuses.
func (p *Provider) OpenEphemeralResource(_ context.Context, request *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: p.refuse("open " + request.TypeName)}, nil
}

// RenewEphemeralResource refuses.
func (p *Provider) RenewEphemeralResource(_ context.Context, request *tfprotov6.RenewEphemeralResourceRequest) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	return &tfprotov6.RenewEphemeralResourceResponse{Diagnostics: p.refuse("renew " + request.TypeName)}, nil
}

// CloseEphemeralResource has nothing to close.
func (p *Provider) CloseEphemeralResource(context.Context, *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	return &tfprotov6.CloseEphemeralResourceResponse{}, nil
}
