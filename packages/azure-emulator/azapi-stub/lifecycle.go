package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// PlanResourceChange plans according to the schema: set values, and values that are known after apply. In a deployment
// test, it also plans the changes of existing resources.
func (p *Provider) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	schema, known := p.schemas.Resources[request.TypeName]
	if !known {
		return nil, unknownType("resource", request.TypeName)
	}
	proposed, err := request.ProposedNewState.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	if proposed.IsNull() {
		return &tfprotov6.PlanResourceChangeResponse{PlannedState: request.ProposedNewState}, nil
	}
	prior, err := attributesOf(schema, request.PriorState)
	if err != nil {
		return nil, err
	}
	operation := p.operations[request.TypeName]
	if operation == nil || prior == nil {
		if proposed, err = planBlock(schema.Block, proposed); err != nil {
			return nil, err
		}
	}
	planned := attributes{}
	if err := proposed.As((*map[string]tftypes.Value)(&planned)); err != nil {
		return nil, err
	}
	if operation != nil {
		if err := planned.setDefaults(); err != nil {
			return nil, err
		}
	}
	if operation == nil || prior == nil {
		state, err := planned.toState(schema)
		return &tfprotov6.PlanResourceChangeResponse{PlannedState: state}, err
	}
	for _, attribute := range schema.Block.Attributes {
		if attribute.WriteOnly {
			planned[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
		}
	}
	replace, err := operation.plan(prior, planned)
	if err != nil {
		return nil, err
	}
	state, err := planned.toState(schema)
	if err != nil {
		return nil, err
	}
	response := &tfprotov6.PlanResourceChangeResponse{PlannedState: state}
	for _, name := range replace {
		response.RequiresReplace = append(response.RequiresReplace, tftypes.NewAttributePath().WithAttributeName(name))
	}
	return response, nil
}

// ApplyResourceChange creates, updates and deletes resources in a deployment test; elsewhere it returns an error.
func (p *Provider) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	operation := p.operations[request.TypeName]
	if operation == nil {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PriorState, Diagnostics: p.refuse("apply " + request.TypeName)}, nil
	}
	schema := p.schemas.Resources[request.TypeName]
	prior, err := attributesOf(schema, request.PriorState)
	if err != nil {
		return nil, err
	}
	planned, err := attributesOf(schema, request.PlannedState)
	if err != nil {
		return nil, err
	}
	config, err := attributesOf(schema, request.Config)
	if err != nil {
		return nil, err
	}
	ctx, cancel := p.untilStopped(ctx)
	defer cancel()
	if planned == nil {
		if err := operation.remove(ctx, prior); err != nil {
			return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PriorState, Diagnostics: failure("Failed to delete "+request.TypeName, err)}, nil
		}
		return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PlannedState}, nil
	}
	if err := planned.requireWithin(); err != nil {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PriorState, Diagnostics: failure("This is a stub, not the real provider", err)}, nil
	}
	change := operation.update
	if prior == nil {
		change = operation.create
	}
	made, failed := change(ctx, planned, config)
	response := &tfprotov6.ApplyResourceChangeResponse{NewState: request.PriorState}
	if failed != nil {
		response.Diagnostics = failure("Failed to create or update "+request.TypeName, failed)
	}
	if made != nil {
		if response.NewState, err = made.toState(schema); err != nil {
			return nil, err
		}
	}
	return response, nil
}

// ReadResource reads a resource in a deployment test; elsewhere it returns an error.
func (p *Provider) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	operation := p.operations[request.TypeName]
	if operation == nil {
		return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState, Diagnostics: p.refuse("read " + request.TypeName)}, nil
	}
	schema := p.schemas.Resources[request.TypeName]
	current, err := attributesOf(schema, request.CurrentState)
	if err != nil {
		return nil, err
	}
	ctx, cancel := p.untilStopped(ctx)
	defer cancel()
	found, err := operation.read(ctx, current)
	if err != nil {
		return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState, Diagnostics: failure("Failed to read "+request.TypeName, err)}, nil
	}
	state, err := found.toState(schema)
	return &tfprotov6.ReadResourceResponse{NewState: state}, err
}

// UpgradeResourceState accepts states of the stub in a deployment test. Elsewhere it returns an error, because the
// state is that of the real provider.
func (p *Provider) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	schema := p.schemas.Resources[request.TypeName]
	if p.operations[request.TypeName] == nil || request.Version != schema.Version {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: p.refuse("take over the state of " + request.TypeName)}, nil
	}
	value, err := request.RawState.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	state, err := tfprotov6.NewDynamicValue(schema.ValueType(), value)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &state}, err
}

// ImportResourceState imports a resource by its id in a deployment test; elsewhere it returns an error. Terraform reads
// the other attributes next.
func (p *Provider) ImportResourceState(_ context.Context, request *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	if p.operations[request.TypeName] == nil || request.TypeName != "azapi_resource" {
		return &tfprotov6.ImportResourceStateResponse{Diagnostics: p.refuse("import " + request.TypeName)}, nil
	}
	id, query, _ := strings.Cut(request.ID, "?")
	parameters, err := url.ParseQuery(query)
	if err != nil || parameters.Get("api-version") == "" {
		wrong := fmt.Errorf("the id is %q: give <resource id>?api-version=<version>", request.ID)
		return &tfprotov6.ImportResourceStateResponse{Diagnostics: failure("Failed to import "+request.TypeName, wrong)}, nil
	}
	schema := p.schemas.Resources[request.TypeName]
	state := attributes{}
	for name, valueType := range schema.ValueType().(tftypes.Object).AttributeTypes {
		state[name] = tftypes.NewValue(valueType, nil)
	}
	for _, block := range schema.Block.BlockTypes {
		if valueType := state[block.TypeName].Type(); valueType.Is(tftypes.List{}) {
			state[block.TypeName] = tftypes.NewValue(valueType, []tftypes.Value{})
		}
	}
	for name, value := range map[string]string{
		"id": id, "name": partOfID(id, "name"), "parent_id": partOfID(id, "parent_id"),
		"type": typeOf(id) + "@" + parameters.Get("api-version"),
	} {
		state[name] = tftypes.NewValue(tftypes.String, value)
	}
	imported, err := state.toState(schema)
	return &tfprotov6.ImportResourceStateResponse{
		ImportedResources: []*tfprotov6.ImportedResource{{TypeName: request.TypeName, State: imported}},
	}, err
}

// ReadDataSource reads a data source in a deployment test; elsewhere it returns an error.
func (p *Provider) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	read := dataSources[request.TypeName]
	if p.cloud == nil || read == nil {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: p.refuse("read data." + request.TypeName)}, nil
	}
	schema := p.schemas.DataSources[request.TypeName]
	config, err := attributesOf(schema, request.Config)
	if err != nil {
		return nil, err
	}
	ctx, cancel := p.untilStopped(ctx)
	defer cancel()
	if err := read(ctx, p.cloud, config); err != nil {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: failure("Failed to read data."+request.TypeName, err)}, nil
	}
	state, err := config.toState(schema)
	return &tfprotov6.ReadDataSourceResponse{State: state}, err
}

// untilStopped returns a context that also ends when Terraform stops the provider.
func (p *Provider) untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	within, cancel := context.WithCancel(ctx)
	release := context.AfterFunc(p.stopped, cancel)
	return within, func() {
		release()
		cancel()
	}
}

func failure(summary string, err error) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: summary, Detail: err.Error()}}
}

// attributesOf decodes a state or a configuration; nil for null.
func attributesOf(schema *tfprotov6.Schema, value *tfprotov6.DynamicValue) (attributes, error) {
	object, err := value.Unmarshal(schema.ValueType())
	if err != nil || object.IsNull() {
		return nil, err
	}
	result := attributes{}
	err = object.As((*map[string]tftypes.Value)(&result))
	return result, err
}

// toState encodes a state; null for nil.
func (a attributes) toState(schema *tfprotov6.Schema) (*tfprotov6.DynamicValue, error) {
	var members any
	if a != nil {
		members = map[string]tftypes.Value(a)
	}
	state, err := tfprotov6.NewDynamicValue(schema.ValueType(), tftypes.NewValue(schema.ValueType(), members))
	return &state, err
}
