package main

import (
	"encoding/json"
	"fmt"
	"sort"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Schemas are the schemas of one provider, in the protocol's types.
type Schemas struct {
	// Address of the provider, such as registry.terraform.io/azure/azapi.
	Address     string
	Provider    *tfprotov6.Schema
	Resources   map[string]*tfprotov6.Schema
	DataSources map[string]*tfprotov6.Schema
	Ephemerals  map[string]*tfprotov6.Schema
	Functions   map[string]*tfprotov6.Function
}

// schemasJSON is the output of `terraform providers schema -json`.
type schemasJSON struct {
	Providers map[string]struct {
		Provider    schemaJSON              `json:"provider"`
		Resources   map[string]schemaJSON   `json:"resource_schemas"`
		DataSources map[string]schemaJSON   `json:"data_source_schemas"`
		Ephemerals  map[string]schemaJSON   `json:"ephemeral_resource_schemas"`
		Functions   map[string]functionJSON `json:"functions"`
	} `json:"provider_schemas"`
}

type schemaJSON struct {
	Version int64     `json:"version"`
	Block   blockJSON `json:"block"`
}

type blockJSON struct {
	Attributes map[string]attributeJSON   `json:"attributes"`
	Blocks     map[string]nestedBlockJSON `json:"block_types"`
	Deprecated bool                       `json:"deprecated"`
}

type attributeJSON struct {
	Type       json.RawMessage `json:"type"`
	Nested     *nestedTypeJSON `json:"nested_type"`
	Required   bool            `json:"required"`
	Optional   bool            `json:"optional"`
	Computed   bool            `json:"computed"`
	Sensitive  bool            `json:"sensitive"`
	Deprecated bool            `json:"deprecated"`
	WriteOnly  bool            `json:"write_only"`
}

type nestedTypeJSON struct {
	Attributes map[string]attributeJSON `json:"attributes"`
	Nesting    string                   `json:"nesting_mode"`
}

type nestedBlockJSON struct {
	Block    blockJSON `json:"block"`
	Nesting  string    `json:"nesting_mode"`
	MinItems int64     `json:"min_items"`
	MaxItems int64     `json:"max_items"`
}

type functionJSON struct {
	Summary    string          `json:"summary"`
	Return     json.RawMessage `json:"return_type"`
	Parameters []parameterJSON `json:"parameters"`
	Variadic   *parameterJSON  `json:"variadic_parameter"`
}

type parameterJSON struct {
	Name     string          `json:"name"`
	Type     json.RawMessage `json:"type"`
	Nullable bool            `json:"is_nullable"`
}

var objectNestings = map[string]tfprotov6.SchemaObjectNestingMode{
	"single": tfprotov6.SchemaObjectNestingModeSingle,
	"list":   tfprotov6.SchemaObjectNestingModeList,
	"set":    tfprotov6.SchemaObjectNestingModeSet,
	"map":    tfprotov6.SchemaObjectNestingModeMap,
}

var blockNestings = map[string]tfprotov6.SchemaNestedBlockNestingMode{
	"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
	"group":  tfprotov6.SchemaNestedBlockNestingModeGroup,
	"list":   tfprotov6.SchemaNestedBlockNestingModeList,
	"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
	"map":    tfprotov6.SchemaNestedBlockNestingModeMap,
}

// ParseSchemas parses the output of `terraform providers schema -json` for exactly one provider.
func ParseSchemas(text []byte) (*Schemas, error) {
	var file schemasJSON
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("the schema: %w", err)
	}
	if len(file.Providers) != 1 {
		return nil, fmt.Errorf("the schema describes %d providers; exactly one can be served", len(file.Providers))
	}
	schemas := &Schemas{}
	for address, provider := range file.Providers {
		var err error
		schemas.Address = address
		if schemas.Provider, err = provider.Provider.convert(); err != nil {
			return nil, fmt.Errorf("provider: %w", err)
		}
		if schemas.Resources, err = convertAll(provider.Resources, schemaJSON.convert); err != nil {
			return nil, err
		}
		if schemas.DataSources, err = convertAll(provider.DataSources, schemaJSON.convert); err != nil {
			return nil, err
		}
		if schemas.Ephemerals, err = convertAll(provider.Ephemerals, schemaJSON.convert); err != nil {
			return nil, err
		}
		if schemas.Functions, err = convertAll(provider.Functions, functionJSON.convert); err != nil {
			return nil, err
		}
	}
	return schemas, nil
}

func convertAll[From, To any](all map[string]From, convert func(From) (To, error)) (map[string]To, error) {
	converted := make(map[string]To, len(all))
	for name, one := range all {
		value, err := convert(one)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		converted[name] = value
	}
	return converted, nil
}

func (s schemaJSON) convert() (*tfprotov6.Schema, error) {
	block, err := s.Block.convert()
	if err != nil {
		return nil, err
	}
	return &tfprotov6.Schema{Version: s.Version, Block: block}, nil
}

func (b blockJSON) convert() (*tfprotov6.SchemaBlock, error) {
	attributes, err := convertAttributes(b.Attributes)
	if err != nil {
		return nil, err
	}
	block := &tfprotov6.SchemaBlock{Attributes: attributes, Deprecated: b.Deprecated}
	for _, name := range sortedKeys(b.Blocks) {
		nested := b.Blocks[name]
		nesting, known := blockNestings[nested.Nesting]
		if !known {
			return nil, fmt.Errorf("block %s: nesting_mode %q is none of single, group, list, set, map", name, nested.Nesting)
		}
		inner, err := nested.Block.convert()
		if err != nil {
			return nil, fmt.Errorf("block %s: %w", name, err)
		}
		block.BlockTypes = append(block.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name, Block: inner, Nesting: nesting, MinItems: nested.MinItems, MaxItems: nested.MaxItems,
		})
	}
	return block, nil
}

func convertAttributes(all map[string]attributeJSON) ([]*tfprotov6.SchemaAttribute, error) {
	attributes := make([]*tfprotov6.SchemaAttribute, 0, len(all))
	for _, name := range sortedKeys(all) {
		attribute, err := all[name].convert(name)
		if err != nil {
			return nil, fmt.Errorf("attribute %s: %w", name, err)
		}
		attributes = append(attributes, attribute)
	}
	return attributes, nil
}

func (a attributeJSON) convert(name string) (*tfprotov6.SchemaAttribute, error) {
	attribute := &tfprotov6.SchemaAttribute{
		Name: name, Required: a.Required, Optional: a.Optional, Computed: a.Computed,
		Sensitive: a.Sensitive, Deprecated: a.Deprecated, WriteOnly: a.WriteOnly,
	}
	if a.Nested == nil {
		var err error
		attribute.Type, err = tftypes.ParseJSONType(a.Type)
		return attribute, err
	}
	nesting, known := objectNestings[a.Nested.Nesting]
	if !known {
		return nil, fmt.Errorf("nesting_mode %q is none of single, list, set, map", a.Nested.Nesting)
	}
	attributes, err := convertAttributes(a.Nested.Attributes)
	if err != nil {
		return nil, err
	}
	attribute.NestedType = &tfprotov6.SchemaObject{Attributes: attributes, Nesting: nesting}
	return attribute, nil
}

func (f functionJSON) convert() (*tfprotov6.Function, error) {
	returned, err := tftypes.ParseJSONType(f.Return)
	if err != nil {
		return nil, err
	}
	function := &tfprotov6.Function{Summary: f.Summary, Return: &tfprotov6.FunctionReturn{Type: returned}}
	for _, parameter := range f.Parameters {
		converted, err := parameter.convert()
		if err != nil {
			return nil, err
		}
		function.Parameters = append(function.Parameters, converted)
	}
	if f.Variadic != nil {
		if function.VariadicParameter, err = f.Variadic.convert(); err != nil {
			return nil, err
		}
	}
	return function, nil
}

func (p parameterJSON) convert() (*tfprotov6.FunctionParameter, error) {
	parameterType, err := tftypes.ParseJSONType(p.Type)
	if err != nil {
		return nil, fmt.Errorf("parameter %s: %w", p.Name, err)
	}
	return &tfprotov6.FunctionParameter{Name: p.Name, Type: parameterType, AllowNullValue: p.Nullable}, nil
}

func sortedKeys[V any](all map[string]V) []string {
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
