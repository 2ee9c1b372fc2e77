package main

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// decode converts a completely known value to the types of encoding/json.
func decode(value tftypes.Value) (any, error) {
	if !value.IsKnown() {
		return nil, fmt.Errorf("a value is not known yet")
	}
	if value.IsNull() {
		return nil, nil
	}
	valueType := value.Type()
	switch {
	case valueType.Is(tftypes.String):
		var text string
		err := value.As(&text)
		return text, err
	case valueType.Is(tftypes.Bool):
		var yes bool
		err := value.As(&yes)
		return yes, err
	case valueType.Is(tftypes.Number):
		number := new(big.Float)
		if err := value.As(&number); err != nil {
			return nil, err
		}
		float, _ := number.Float64()
		return float, nil
	case valueType.Is(tftypes.Object{}), valueType.Is(tftypes.Map{}):
		var members map[string]tftypes.Value
		if err := value.As(&members); err != nil {
			return nil, err
		}
		object := make(map[string]any, len(members))
		for name, member := range members {
			decoded, err := decode(member)
			if err != nil {
				return nil, err
			}
			object[name] = decoded
		}
		return object, nil
	default:
		var elements []tftypes.Value
		if err := value.As(&elements); err != nil {
			return nil, err
		}
		list := make([]any, len(elements))
		for index, element := range elements {
			decoded, err := decode(element)
			if err != nil {
				return nil, err
			}
			list[index] = decoded
		}
		return list, nil
	}
}

// encode converts a value of encoding/json to a type; for a dynamic type, to the type of the value.
func encode(data any, wanted tftypes.Type) tftypes.Value {
	if data == nil {
		return tftypes.NewValue(wanted, nil)
	}
	if wanted.Is(tftypes.DynamicPseudoType) {
		return encodeDynamic(data)
	}
	switch wanted := wanted.(type) {
	case tftypes.Map:
		members := map[string]tftypes.Value{}
		for name, member := range data.(map[string]any) {
			members[name] = encode(member, wanted.ElementType)
		}
		return tftypes.NewValue(wanted, members)
	case tftypes.List:
		elements := []tftypes.Value{}
		for _, element := range data.([]any) {
			elements = append(elements, encode(element, wanted.ElementType))
		}
		return tftypes.NewValue(wanted, elements)
	case tftypes.Object:
		given := data.(map[string]any)
		members := map[string]tftypes.Value{}
		for name, member := range wanted.AttributeTypes {
			members[name] = encode(given[name], member)
		}
		return tftypes.NewValue(wanted, members)
	default:
		return tftypes.NewValue(wanted, data)
	}
}

func encodeDynamic(data any) tftypes.Value {
	switch data := data.(type) {
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	case string:
		return tftypes.NewValue(tftypes.String, data)
	case bool:
		return tftypes.NewValue(tftypes.Bool, data)
	case float64:
		return tftypes.NewValue(tftypes.Number, data)
	case []any:
		elements := make([]tftypes.Value, len(data))
		elementTypes := make([]tftypes.Type, len(data))
		for index, element := range data {
			elements[index] = encodeDynamic(element)
			elementTypes[index] = elements[index].Type()
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: elementTypes}, elements)
	default:
		members := map[string]tftypes.Value{}
		memberTypes := map[string]tftypes.Type{}
		for name, member := range data.(map[string]any) {
			members[name] = encodeDynamic(member)
			memberTypes[name] = members[name].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: memberTypes}, members)
	}
}

// text returns a string attribute; empty if it is null or unknown.
func text(value tftypes.Value) string {
	var result string
	if value.IsKnown() && !value.IsNull() {
		_ = value.As(&result)
	}
	return result
}

// truth returns a boolean attribute, or a default if it is null or unknown.
func truth(value tftypes.Value, standard bool) bool {
	result := standard
	if value.IsKnown() && !value.IsNull() {
		_ = value.As(&result)
	}
	return result
}

// texts returns a list of strings.
func texts(value tftypes.Value) []string {
	decoded, err := decode(value)
	if err != nil {
		return nil
	}
	list, _ := decoded.([]any)
	var result []string
	for _, element := range list {
		if one, isText := element.(string); isText {
			result = append(result, one)
		}
	}
	return result
}

// isGiven reports whether an attribute has a known value.
func isGiven(value tftypes.Value) bool {
	return value.IsKnown() && !value.IsNull()
}
