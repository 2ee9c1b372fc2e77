package main

import (
	"reflect"
	"strings"
)

// comparison determines when Azure's body counts as equal to the requested one.
type comparison struct {
	ignoreCasing          bool
	ignoreMissingProperty bool
}

// observe returns the requested properties with Azure's values. Other properties are omitted, and values with
// differences that don't count are those of the request.
func (c comparison) observe(asked, remote any) any {
	switch asked := asked.(type) {
	case map[string]any:
		shown, isObject := remote.(map[string]any)
		if !isObject {
			return c.missing(asked, remote)
		}
		result := map[string]any{}
		for name, value := range asked {
			if other, present := shown[name]; present {
				result[name] = c.observe(value, other)
			} else if c.ignoreMissingProperty || value == nil {
				result[name] = value
			}
		}
		return result
	case []any:
		shown, isList := remote.([]any)
		if !isList || len(shown) != len(asked) {
			return c.missing(asked, remote)
		}
		result := make([]any, len(asked))
		for index, value := range asked {
			result[index] = c.observe(value, shown[index])
		}
		return result
	case string:
		if shown, isText := remote.(string); isText && c.ignoreCasing && strings.EqualFold(asked, shown) {
			return asked
		}
		return c.missing(asked, remote)
	default:
		return c.missing(asked, remote)
	}
}

func (c comparison) missing(asked, remote any) any {
	if remote == nil && c.ignoreMissingProperty {
		return asked
	}
	return remote
}

// merge merges a body into an existing one: objects are merged, all other values are replaced.
func merge(there, over any) any {
	base, isObject := there.(map[string]any)
	changes, areObject := over.(map[string]any)
	if !isObject || !areObject {
		return over
	}
	result := map[string]any{}
	for name, value := range base {
		result[name] = value
	}
	for name, value := range changes {
		if before, present := base[name]; present {
			result[name] = merge(before, value)
		} else {
			result[name] = value
		}
	}
	return result
}

// equalData reports whether two decoded values are equal.
func equalData(one, other any) bool { return reflect.DeepEqual(one, other) }
