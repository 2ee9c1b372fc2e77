package main

import (
	"reflect"
	"strings"
)

// comparison says when a body that Azure shows counts as the one that was asked for.
type comparison struct {
	ignoreCasing          bool
	ignoreMissingProperty bool
}

// observe gives the asked-for body as Azure has it: what was not asked for is left out, and what differs only in a way
// that doesn't count stays as it was asked for.
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

// merge puts a body over what is there: objects are merged, everything else is replaced.
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

// equalData says whether two decoded values are the same.
func equalData(one, other any) bool { return reflect.DeepEqual(one, other) }
