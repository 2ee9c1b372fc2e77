package main

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// planBlock returns the planned values for Terraform's proposed ones: computed attributes that are not set are known
// after apply, and write-only attributes are null.
func planBlock(block *tfprotov6.SchemaBlock, proposed tftypes.Value) (tftypes.Value, error) {
	return rewriteObject(proposed, func(values map[string]tftypes.Value) error {
		if err := planAttributes(block.Attributes, values); err != nil {
			return err
		}
		for _, nested := range block.BlockTypes {
			planned, err := rewriteElements(values[nested.TypeName], nestedIsObject(nested.Nesting), func(one tftypes.Value) (tftypes.Value, error) {
				return planBlock(nested.Block, one)
			})
			if err != nil {
				return err
			}
			values[nested.TypeName] = planned
		}
		return nil
	})
}

func planAttributes(attributes []*tfprotov6.SchemaAttribute, values map[string]tftypes.Value) error {
	for _, attribute := range attributes {
		planned, err := planAttribute(attribute, values[attribute.Name])
		if err != nil {
			return err
		}
		values[attribute.Name] = planned
	}
	return nil
}

func planAttribute(attribute *tfprotov6.SchemaAttribute, value tftypes.Value) (tftypes.Value, error) {
	switch {
	case attribute.WriteOnly:
		return tftypes.NewValue(attribute.ValueType(), nil), nil
	case value.IsNull() && attribute.Computed:
		return tftypes.NewValue(attribute.ValueType(), tftypes.UnknownValue), nil
	case attribute.NestedType != nil:
		isObject := attribute.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle
		return rewriteElements(value, isObject, func(one tftypes.Value) (tftypes.Value, error) {
			return rewriteObject(one, func(values map[string]tftypes.Value) error {
				return planAttributes(attribute.NestedType.Attributes, values)
			})
		})
	default:
		return value, nil
	}
}

func nestedIsObject(nesting tfprotov6.SchemaNestedBlockNestingMode) bool {
	return nesting == tfprotov6.SchemaNestedBlockNestingModeSingle || nesting == tfprotov6.SchemaNestedBlockNestingModeGroup
}

// rewriteElements rewrites an object, or each object in a list, set or map.
func rewriteElements(value tftypes.Value, isObject bool, rewrite func(tftypes.Value) (tftypes.Value, error)) (tftypes.Value, error) {
	if isObject {
		return rewrite(value)
	}
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	if value.Type().Is(tftypes.Map{}) {
		return rewriteObject(value, func(values map[string]tftypes.Value) error {
			for key, one := range values {
				rewritten, err := rewrite(one)
				if err != nil {
					return err
				}
				values[key] = rewritten
			}
			return nil
		})
	}
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return value, err
	}
	for index, one := range elements {
		rewritten, err := rewrite(one)
		if err != nil {
			return value, err
		}
		elements[index] = rewritten
	}
	return tftypes.NewValue(value.Type(), elements), nil
}

func rewriteObject(value tftypes.Value, rewrite func(map[string]tftypes.Value) error) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	values := map[string]tftypes.Value{}
	if err := value.As(&values); err != nil {
		return value, err
	}
	if err := rewrite(values); err != nil {
		return value, err
	}
	return tftypes.NewValue(value.Type(), values), nil
}
