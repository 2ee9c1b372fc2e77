package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const (
	writeTimeout = 30 * time.Minute
	readTimeout  = 5 * time.Minute
)

// azapiResource implements azapi_resource: a resource that is written as a whole.
type azapiResource struct {
	cloud *Cloud
	locks *Locks
}

func (r azapiResource) plan(prior, planned attributes) ([]string, error) {
	if sameData(prior["body"], planned["body"]) {
		planned["body"] = prior["body"]
	}
	if sameLocation(text(prior["location"]), text(planned["location"])) {
		planned["location"] = prior["location"]
	}
	var replace []string
	for _, name := range []string{"name", "parent_id", "location"} {
		if !planned[name].IsKnown() || !strings.EqualFold(text(prior[name]), text(planned[name])) {
			replace = append(replace, name)
		}
	}
	before, _, _ := strings.Cut(text(prior["type"]), "@")
	after, _, _ := strings.Cut(text(planned["type"]), "@")
	if !strings.EqualFold(before, after) {
		replace = append(replace, "type")
	}
	if !sameData(prior["replace_triggers_external_values"], planned["replace_triggers_external_values"]) {
		replace = append(replace, "replace_triggers_external_values")
	}
	if refersToChange(prior, planned) {
		replace = append(replace, "body")
	}
	for _, name := range []string{"body", "tags", "identity", "response_export_values", "sensitive_body_version", "type"} {
		if !prior[name].Equal(planned[name]) {
			planned["output"] = tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
		}
	}
	if !prior["identity"].Equal(planned["identity"]) {
		identity, err := rewriteElements(planned["identity"], false, func(one tftypes.Value) (tftypes.Value, error) {
			return rewriteObject(one, func(values map[string]tftypes.Value) error {
				values["principal_id"] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
				values["tenant_id"] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
				return nil
			})
		})
		if err != nil {
			return nil, err
		}
		planned["identity"] = identity
	}
	if len(replace) > 0 {
		planned["id"] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
		planned["output"] = tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
	}
	return replace, nil
}

// refersToChange reports whether a value at one of the paths in replace_triggers_refs changes.
func refersToChange(prior, planned attributes) bool {
	before, err := decode(prior["body"])
	if err != nil {
		return false
	}
	after, err := decode(planned["body"])
	if err != nil {
		return false
	}
	for _, path := range texts(planned["replace_triggers_refs"]) {
		steps := strings.Split(path, ".")
		if !equalData(partOf(before, steps), partOf(after, steps)) {
			return true
		}
	}
	return false
}

func (r azapiResource) create(ctx context.Context, planned, config attributes) (attributes, error) {
	resourceType, apiVersion, err := splitType(text(planned["type"]))
	if err != nil {
		return nil, err
	}
	id := buildID(resourceType, text(planned["parent_id"]), text(planned["name"]))
	_, err = r.cloud.Ask(ctx, http.MethodGet, address(id, apiVersion, planned["read_query_parameters"]), nil)
	if err == nil {
		return nil, fmt.Errorf("a resource with the ID %q already exists - to be managed via Terraform this resource needs to be imported into the State", id)
	}
	if !isNotFound(err) {
		return nil, err
	}
	planned["id"] = tftypes.NewValue(tftypes.String, id)
	err = r.put(ctx, "create", planned, config)
	state, readError := r.readWritten(ctx, planned)
	switch {
	case err == nil && readError == nil && state == nil:
		return nil, fmt.Errorf("%s was created, and is not there", id)
	case err == nil:
		return state, readError
	case readError != nil:
		return nil, err
	default:
		return state, err
	}
}

func (r azapiResource) update(ctx context.Context, planned, config attributes) (attributes, error) {
	if err := r.put(ctx, "update", planned, config); err != nil {
		return nil, err
	}
	return r.readWritten(ctx, planned)
}

// readWritten returns the state after a write. As with azapi, only later reads show a body that differs from the plan.
func (r azapiResource) readWritten(ctx context.Context, planned attributes) (attributes, error) {
	state, err := r.read(ctx, planned)
	return withPlannedBody(planned, state), err
}

func withPlannedBody(planned, state attributes) attributes {
	if state != nil && isGiven(planned["body"]) {
		state["body"] = planned["body"]
	}
	return state
}

func (r azapiResource) put(ctx context.Context, operation string, planned, config attributes) error {
	body, err := bodyOf(planned, config)
	if err != nil {
		return err
	}
	retry, err := readRetry(planned["retry"])
	if err != nil {
		return err
	}
	within, cancel, err := planned.deadline(ctx, operation, writeTimeout)
	if err != nil {
		return err
	}
	defer cancel()
	_, apiVersion, err := splitType(text(planned["type"]))
	if err != nil {
		return err
	}
	defer r.locks.Take(texts(planned["locks"]))()
	_, err = retry.do(within, func() (any, error) {
		return r.cloud.Ask(within, http.MethodPut, address(text(planned["id"]), apiVersion, planned[operation+"_query_parameters"]), body)
	})
	return err
}

// bodyOf returns the body of a request, including the properties that have their own arguments.
func bodyOf(planned, config attributes) (map[string]any, error) {
	decoded, err := decode(planned["body"])
	if err != nil {
		return nil, err
	}
	body, _ := merge(map[string]any{}, decoded).(map[string]any)
	if body == nil {
		body = map[string]any{}
	}
	if sensitive := config["sensitive_body"]; isGiven(sensitive) {
		secret, err := decode(sensitive)
		if err != nil {
			return nil, err
		}
		body, _ = merge(body, secret).(map[string]any)
	}
	if location := text(planned["location"]); location != "" {
		body["location"] = location
	}
	if tags := planned["tags"]; isGiven(tags) {
		if body["tags"], err = decode(tags); err != nil {
			return nil, err
		}
	}
	if identity := identityOf(planned["identity"]); identity != nil {
		body["identity"] = identity
	}
	if truth(planned["ignore_null_property"], false) {
		body, _ = withoutNulls(body).(map[string]any)
	}
	return body, nil
}

func identityOf(blocks tftypes.Value) map[string]any {
	var elements []tftypes.Value
	if !isGiven(blocks) || blocks.As(&elements) != nil || len(elements) == 0 {
		return nil
	}
	var block attributes
	if elements[0].As((*map[string]tftypes.Value)(&block)) != nil {
		return nil
	}
	identity := map[string]any{"type": text(block["type"])}
	if ids := texts(block["identity_ids"]); len(ids) > 0 {
		assigned := map[string]any{}
		for _, id := range ids {
			assigned[id] = map[string]any{}
		}
		identity["userAssignedIdentities"] = assigned
	}
	return identity
}

func withoutNulls(data any) any {
	switch data := data.(type) {
	case map[string]any:
		result := map[string]any{}
		for name, value := range data {
			if value != nil {
				result[name] = withoutNulls(value)
			}
		}
		return result
	case []any:
		result := make([]any, len(data))
		for index, value := range data {
			result[index] = withoutNulls(value)
		}
		return result
	default:
		return data
	}
}

func (r azapiResource) read(ctx context.Context, state attributes) (attributes, error) {
	within, cancel, err := state.deadline(ctx, "read", readTimeout)
	if err != nil {
		return nil, err
	}
	defer cancel()
	_, apiVersion, err := splitType(text(state["type"]))
	if err != nil {
		return nil, err
	}
	remote, err := r.cloud.Ask(within, http.MethodGet, address(text(state["id"]), apiVersion, state["read_query_parameters"]), nil)
	if isNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return observed(state, remote)
}

// observed returns the state according to the response of the emulator.
func observed(state attributes, remote any) (attributes, error) {
	result := state.clone()
	asked, err := decode(state["body"])
	if err != nil || asked == nil {
		asked = map[string]any{}
	}
	compare := comparison{
		ignoreCasing:          truth(state["ignore_casing"], false),
		ignoreMissingProperty: truth(state["ignore_missing_property"], true),
	}
	if shown := compare.observe(asked, remote); !isGiven(state["body"]) || !equalData(asked, shown) {
		result["body"] = encodeDynamic(shown)
	}
	if known, has := state["location"]; has {
		location, _ := member(remote, "location").(string)
		if !known.IsKnown() || !sameLocation(text(known), location) {
			result["location"] = stringOrNull(location)
		}
	}
	if known, has := state["tags"]; has {
		tags, _ := member(remote, "tags").(map[string]any)
		if !known.IsKnown() || !known.IsNull() || len(tags) > 0 {
			result["tags"] = encode(nonEmpty(tags), tftypes.Map{ElementType: tftypes.String})
		}
	}
	if known, has := state["identity"]; has {
		if result["identity"], err = observedIdentity(known, member(remote, "identity")); err != nil {
			return nil, err
		}
	}
	return result, exportBoth(result, remote)
}

func observedIdentity(blocks tftypes.Value, remote any) (tftypes.Value, error) {
	return rewriteElements(blocks, false, func(block tftypes.Value) (tftypes.Value, error) {
		return rewriteObject(block, func(values map[string]tftypes.Value) error {
			kind, _ := member(remote, "type").(string)
			if !strings.EqualFold(strings.ReplaceAll(kind, " ", ""), strings.ReplaceAll(text(values["type"]), " ", "")) {
				values["type"] = stringOrNull(kind)
			}
			shown, _ := member(remote, "userAssignedIdentities").(map[string]any)
			if !sameIDs(texts(values["identity_ids"]), shown) {
				values["identity_ids"] = encode(keysOf(shown), tftypes.List{ElementType: tftypes.String})
			}
			principal, _ := member(remote, "principalId").(string)
			tenant, _ := member(remote, "tenantId").(string)
			values["principal_id"] = tftypes.NewValue(tftypes.String, principal)
			values["tenant_id"] = tftypes.NewValue(tftypes.String, tenant)
			return nil
		})
	})
}

func sameIDs(known []string, shown map[string]any) bool {
	if len(known) != len(shown) {
		return false
	}
	for _, id := range known {
		found := false
		for other := range shown {
			found = found || strings.EqualFold(id, other)
		}
		if !found {
			return false
		}
	}
	return true
}

func keysOf(object map[string]any) any {
	if len(object) == 0 {
		return nil
	}
	var keys []any
	for _, key := range sortedKeys(object) {
		keys = append(keys, key)
	}
	return keys
}

func nonEmpty(object map[string]any) any {
	if len(object) == 0 {
		return nil
	}
	return object
}

func stringOrNull(value string) tftypes.Value {
	if value == "" {
		return tftypes.NewValue(tftypes.String, nil)
	}
	return tftypes.NewValue(tftypes.String, value)
}

func sameLocation(one, other string) bool {
	plain := func(location string) string { return strings.ToLower(strings.ReplaceAll(location, " ", "")) }
	return plain(one) == plain(other)
}

func (r azapiResource) remove(ctx context.Context, state attributes) error {
	retry, err := readRetry(state["retry"])
	if err != nil {
		return err
	}
	within, cancel, err := state.deadline(ctx, "delete", writeTimeout)
	if err != nil {
		return err
	}
	defer cancel()
	_, apiVersion, err := splitType(text(state["type"]))
	if err != nil {
		return err
	}
	defer r.locks.Take(texts(state["locks"]))()
	_, err = retry.do(within, func() (any, error) {
		return r.cloud.Ask(within, http.MethodDelete, address(text(state["id"]), apiVersion, state["delete_query_parameters"]), nil)
	})
	if isNotFound(err) {
		return nil
	}
	return err
}
