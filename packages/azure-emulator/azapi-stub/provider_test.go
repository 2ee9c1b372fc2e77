package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const azapiSchema = "../../../packages/provider-azapi/schema/azapi-2.12.0.json"

func azapi(t *testing.T) *Provider {
	t.Helper()
	text, err := os.ReadFile(azapiSchema)
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := ParseSchemas(text)
	if err != nil {
		t.Fatal(err)
	}
	return NewProvider(schemas)
}

func TestServesTheSchemaOfTheProvider(t *testing.T) {
	response, err := azapi(t).GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	resource := response.ResourceSchemas["azapi_resource"]
	attributes := map[string]*tfprotov6.SchemaAttribute{}
	for _, attribute := range resource.Block.Attributes {
		attributes[attribute.Name] = attribute
	}
	if resource.Version != 2 {
		t.Errorf("azapi_resource has schema version %d", resource.Version)
	}
	if !attributes["type"].Required || !attributes["type"].Type.Is(tftypes.String) {
		t.Errorf("type is %+v", attributes["type"])
	}
	if !attributes["body"].Type.Is(tftypes.DynamicPseudoType) {
		t.Errorf("body is %+v", attributes["body"])
	}
	if !attributes["sensitive_body"].WriteOnly {
		t.Errorf("sensitive_body is %+v", attributes["sensitive_body"])
	}
	if attributes["retry"].NestedType == nil {
		t.Errorf("retry is %+v", attributes["retry"])
	}
	if _, present := response.Functions["build_resource_id"]; !present {
		t.Errorf("functions are %v", sortedKeys(response.Functions))
	}
}

func TestRefusesToApplyAndSaysThatItIsAStandIn(t *testing.T) {
	response, err := azapi(t).ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{TypeName: "azapi_resource"})
	if err != nil {
		t.Fatal(err)
	}
	if len(response.Diagnostics) != 1 || response.Diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("diagnostics are %v", response.Diagnostics)
	}
	for _, part := range []string{"is a stub", "registry.terraform.io/azure/azapi", "cannot apply azapi_resource"} {
		if !strings.Contains(response.Diagnostics[0].Detail, part) {
			t.Errorf("%q does not say %q", response.Diagnostics[0].Detail, part)
		}
	}
}

func TestRefusesASchemaOfSeveralProviders(t *testing.T) {
	if _, err := ParseSchemas([]byte(`{"provider_schemas":{"a":{},"b":{}}}`)); err == nil || !strings.Contains(err.Error(), "2 providers") {
		t.Errorf("the error is %v", err)
	}
}

func TestRefusesAnUnknownNesting(t *testing.T) {
	text := `{"provider_schemas":{"a":{"resource_schemas":{"a_b":{"block":{"block_types":{"c":{"nesting_mode":"pile"}}}}}}}}`
	if _, err := ParseSchemas([]byte(text)); err == nil || !strings.Contains(err.Error(), `a_b: block c: nesting_mode "pile"`) {
		t.Errorf("the error is %v", err)
	}
}

func TestImportsByIDAndApiVersionInADeploymentTest(t *testing.T) {
	provider := azapi(t)
	provider.operations = map[string]operations{"azapi_resource": azapiResource{}, "azapi_update_resource": azapiUpdateResource{}}
	id := "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w"
	response, err := provider.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{
		TypeName: "azapi_resource", ID: id + "?api-version=2025-12-01",
	})
	if err != nil || len(response.ImportedResources) != 1 {
		t.Fatalf("imported %+v, error %v", response, err)
	}
	state, err := attributesOf(provider.schemas.Resources["azapi_resource"], response.ImportedResources[0].State)
	if err != nil {
		t.Fatal(err)
	}
	for name, wanted := range map[string]string{
		"id": id, "name": "w", "parent_id": "/subscriptions/s/resourceGroups/g",
		"type": "Microsoft.MachineLearningServices/workspaces@2025-12-01",
	} {
		if text(state[name]) != wanted {
			t.Errorf("%s is %s", name, state[name])
		}
	}
	for _, request := range []*tfprotov6.ImportResourceStateRequest{
		{TypeName: "azapi_resource", ID: id}, {TypeName: "azapi_update_resource", ID: id + "?api-version=2025-12-01"},
	} {
		if refused, err := provider.ImportResourceState(context.Background(), request); err != nil || len(refused.Diagnostics) != 1 {
			t.Errorf("%s %s: %+v, error %v", request.TypeName, request.ID, refused, err)
		}
	}
}
