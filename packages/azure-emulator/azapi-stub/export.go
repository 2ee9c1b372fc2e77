package main

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/jmespath/go-jmespath"
)

// export returns the output of a response: for a list of paths, these parts at their paths; for a map of JMESPath
// queries, their results by name; otherwise the whole response.
func export(response any, wanted tftypes.Value) (any, error) {
	if !isGiven(wanted) {
		return response, nil
	}
	decoded, err := decode(wanted)
	if err != nil {
		return nil, err
	}
	switch wanted := decoded.(type) {
	case []any:
		var result any = map[string]any{}
		for _, path := range wanted {
			name, _ := path.(string)
			if name == "*" {
				return response, nil
			}
			if part := partOf(response, strings.Split(name, ".")); part != nil {
				result = merge(result, part)
			}
		}
		return result, nil
	case map[string]any:
		result := map[string]any{}
		for name, query := range wanted {
			expression, _ := query.(string)
			found, err := jmespath.Search(expression, response)
			if err != nil {
				return nil, err
			}
			result[name] = found
		}
		return result, nil
	default:
		return response, nil
	}
}

// partOf returns the data with only the value at a path.
func partOf(data any, path []string) any {
	if len(path) == 0 || (len(path) == 1 && path[0] == "") {
		return data
	}
	object, isObject := data.(map[string]any)
	if !isObject {
		return nil
	}
	value, present := object[path[0]]
	if !present {
		return nil
	}
	inner := partOf(value, path[1:])
	if inner == nil {
		return nil
	}
	return map[string]any{path[0]: inner}
}
