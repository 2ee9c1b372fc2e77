package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Provider serves schemas, checks and plans against them, and refuses everything that needs the cloud.
type Provider struct {
	schemas *Schemas
}

// NewProvider makes a provider that serves the schemas.
func NewProvider(schemas *Schemas) *Provider {
	return &Provider{schemas: schemas}
}

func (p *Provider) refuse(what string) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "This is a stand-in, not the real provider",
		Detail:   p.refusal(what),
	}}
}

func (p *Provider) refusal(what string) string {
	return fmt.Sprintf("The program that answers as %s is a stand-in made of that provider's schema. It validates and plans; it cannot %s. Install the real provider for that.", p.schemas.Address, what)
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

// ConfigureProvider accepts every configuration: there is nothing to connect to.
func (p *Provider) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

// StopProvider has nothing to stop.
func (p *Provider) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

// ValidateResourceConfig accepts what Terraform has checked against the schema.
func (p *Provider) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

// PlanResourceChange plans what the schema can tell: what is set, and what is known after apply.
func (p *Provider) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	schema, known := p.schemas.Resources[request.TypeName]
	if !known {
		return nil, unknownType("resource", request.TypeName)
	}
	proposed, err := request.ProposedNewState.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	planned, err := planBlock(schema.Block, proposed)
	if err != nil {
		return nil, err
	}
	state, err := tfprotov6.NewDynamicValue(schema.ValueType(), planned)
	if err != nil {
		return nil, err
	}
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: &state}, nil
}

// ApplyResourceChange refuses.
func (p *Provider) ApplyResourceChange(_ context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PriorState, Diagnostics: p.refuse("apply " + request.TypeName)}, nil
}

// ReadResource refuses.
func (p *Provider) ReadResource(_ context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState, Diagnostics: p.refuse("read " + request.TypeName)}, nil
}

// UpgradeResourceState refuses: nothing it planned was ever applied, so a state is the real provider's.
func (p *Provider) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: p.refuse("take over the state of " + request.TypeName)}, nil
}

// UpgradeResourceIdentity refuses.
func (p *Provider) UpgradeResourceIdentity(_ context.Context, request *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return &tfprotov6.UpgradeResourceIdentityResponse{Diagnostics: p.refuse("take over the identity of " + request.TypeName)}, nil
}

// ImportResourceState refuses.
func (p *Provider) ImportResourceState(_ context.Context, request *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return &tfprotov6.ImportResourceStateResponse{Diagnostics: p.refuse("import " + request.TypeName)}, nil
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

// ReadDataSource refuses.
func (p *Provider) ReadDataSource(_ context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return &tfprotov6.ReadDataSourceResponse{Diagnostics: p.refuse("read data." + request.TypeName)}, nil
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
