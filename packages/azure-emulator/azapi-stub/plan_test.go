package main

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var retry = &tfprotov6.SchemaAttribute{
	Name: "retry", Optional: true,
	NestedType: &tfprotov6.SchemaObject{
		Nesting: tfprotov6.SchemaObjectNestingModeSingle,
		Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "interval_seconds", Type: tftypes.Number, Optional: true, Computed: true},
		},
	},
}

var thing = &tfprotov6.SchemaBlock{
	Attributes: []*tfprotov6.SchemaAttribute{
		{Name: "body", Type: tftypes.DynamicPseudoType, Optional: true, Computed: true},
		{Name: "id", Type: tftypes.String, Computed: true},
		{Name: "name", Type: tftypes.String, Optional: true, Computed: true},
		{Name: "note", Type: tftypes.String, Optional: true},
		retry,
		{Name: "secret", Type: tftypes.String, Optional: true, WriteOnly: true},
	},
	BlockTypes: []*tfprotov6.SchemaNestedBlock{{
		TypeName: "identity", Nesting: tfprotov6.SchemaNestedBlockNestingModeList,
		Block: &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "principal_id", Type: tftypes.String, Computed: true},
			{Name: "type", Type: tftypes.String, Required: true},
		}},
	}},
}

// Plans a resource with only the given attributes.
func plan(t *testing.T, set map[string]tftypes.Value) map[string]tftypes.Value {
	t.Helper()
	objectType := thing.ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, attributeType := range objectType.AttributeTypes {
		values[name] = tftypes.NewValue(attributeType, nil)
		if value, given := set[name]; given {
			values[name] = value
		}
	}
	planned, err := planBlock(thing, tftypes.NewValue(objectType, values))
	if err != nil {
		t.Fatal(err)
	}
	result := map[string]tftypes.Value{}
	if err := planned.As(&result); err != nil {
		t.Fatal(err)
	}
	return result
}

func TestComputedAttributesThatNobodySetAreKnownAfterApply(t *testing.T) {
	planned := plan(t, nil)
	for _, name := range []string{"body", "id", "name"} {
		if planned[name].IsKnown() {
			t.Errorf("%s is planned as %s", name, planned[name])
		}
	}
	if !planned["note"].IsNull() {
		t.Errorf("note is not computed, yet planned as %s", planned["note"])
	}
}

func TestOptionalAndComputedAttributesKeepWhatIsSet(t *testing.T) {
	name := tftypes.NewValue(tftypes.String, "workspace")
	if planned := plan(t, map[string]tftypes.Value{"name": name}); !planned["name"].Equal(name) {
		t.Errorf("name is planned as %s", planned["name"])
	}
}

func TestADynamicBodyKeepsItsShape(t *testing.T) {
	body := tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{"enabled": tftypes.Bool}},
		map[string]tftypes.Value{"enabled": tftypes.NewValue(tftypes.Bool, true)},
	)
	if planned := plan(t, map[string]tftypes.Value{"body": body}); !planned["body"].Equal(body) {
		t.Errorf("body is planned as %s", planned["body"])
	}
}

func TestWriteOnlyAttributesLeaveNoTrace(t *testing.T) {
	secret := tftypes.NewValue(tftypes.String, "s")
	if planned := plan(t, map[string]tftypes.Value{"secret": secret}); !planned["secret"].IsNull() {
		t.Errorf("secret is planned as %s", planned["secret"])
	}
}

func TestComputedAttributesInNestedAttributesAndBlocksAreKnownAfterApply(t *testing.T) {
	retryType := retry.ValueType().(tftypes.Object)
	identityType := thing.BlockTypes[0].Block.ValueType()
	planned := plan(t, map[string]tftypes.Value{
		"retry": tftypes.NewValue(retryType, map[string]tftypes.Value{"interval_seconds": tftypes.NewValue(tftypes.Number, nil)}),
		"identity": tftypes.NewValue(tftypes.List{ElementType: identityType}, []tftypes.Value{
			tftypes.NewValue(identityType, map[string]tftypes.Value{
				"principal_id": tftypes.NewValue(tftypes.String, nil),
				"type":         tftypes.NewValue(tftypes.String, "UserAssigned"),
			}),
		}),
	})
	for name, path := range map[string]*tftypes.AttributePath{
		"retry":    tftypes.NewAttributePath().WithAttributeName("interval_seconds"),
		"identity": tftypes.NewAttributePath().WithElementKeyInt(0).WithAttributeName("principal_id"),
	} {
		value, _, err := tftypes.WalkAttributePath(planned[name], path)
		if err != nil {
			t.Fatal(err)
		}
		if value.(tftypes.Value).IsKnown() {
			t.Errorf("%s.%s is planned as %s", name, path, value)
		}
	}
}

func TestAWriteKeepsThePlannedBody(t *testing.T) {
	body := func(text string) tftypes.Value { return tftypes.NewValue(tftypes.String, text) }
	planned := attributes{"body": body("disabled")}
	if state := withPlannedBody(planned, attributes{"body": body("Disabled")}); text(state["body"]) != "disabled" {
		t.Errorf("body is %s", state["body"])
	}
	unknown := attributes{"body": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)}
	if state := withPlannedBody(unknown, attributes{"body": body("Disabled")}); text(state["body"]) != "Disabled" {
		t.Errorf("body that wasn't set is %s", state["body"])
	}
	if state := withPlannedBody(planned, nil); state != nil {
		t.Errorf("a resource that is gone has the state %v", state)
	}
}
