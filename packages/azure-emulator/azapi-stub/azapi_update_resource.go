package main

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// azapiUpdateResource implements azapi_update_resource: a part of a resource that another resource block manages. As in
// the real provider, the resource is read before the locks are taken, and written as a whole with the merged part.
type azapiUpdateResource struct {
	cloud *Cloud
	locks *Locks
}

func (r azapiUpdateResource) plan(prior, planned attributes) ([]string, error) {
	if sameData(prior["body"], planned["body"]) {
		planned["body"] = prior["body"]
	}
	var replace []string
	for _, name := range []string{"name", "parent_id", "resource_id"} {
		if !prior[name].Equal(planned[name]) {
			replace = append(replace, name)
		}
	}
	for _, name := range []string{"body", "response_export_values", "sensitive_body_version", "type"} {
		if !prior[name].Equal(planned[name]) {
			planned["output"] = tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
		}
	}
	return replace, nil
}

func (r azapiUpdateResource) create(ctx context.Context, planned, config attributes) (attributes, error) {
	id := text(planned["resource_id"])
	if id == "" {
		resourceType, _, err := splitType(text(planned["type"]))
		if err != nil {
			return nil, err
		}
		id = buildID(resourceType, text(planned["parent_id"]), text(planned["name"]))
	}
	planned["id"] = tftypes.NewValue(tftypes.String, id)
	planned["resource_id"] = planned["id"]
	for _, name := range []string{"name", "parent_id"} {
		if !planned[name].IsKnown() {
			planned[name] = tftypes.NewValue(tftypes.String, partOfID(id, name))
		}
	}
	return r.write(ctx, "create", planned, config)
}

func (r azapiUpdateResource) update(ctx context.Context, planned, config attributes) (attributes, error) {
	return r.write(ctx, "update", planned, config)
}

func (r azapiUpdateResource) write(ctx context.Context, operation string, planned, config attributes) (attributes, error) {
	within, cancel, err := planned.deadline(ctx, operation, writeTimeout)
	if err != nil {
		return nil, err
	}
	defer cancel()
	retry, err := readRetry(planned["retry"])
	if err != nil {
		return nil, err
	}
	_, apiVersion, err := splitType(text(planned["type"]))
	if err != nil {
		return nil, err
	}
	id := text(planned["id"])
	there, err := r.cloud.Ask(within, http.MethodGet, address(id, apiVersion, planned["read_query_parameters"]), nil)
	if err != nil {
		return nil, fmt.Errorf("reading what is to be updated: %w", err)
	}
	part, err := decode(planned["body"])
	if err != nil {
		return nil, err
	}
	if sensitive := config["sensitive_body"]; isGiven(sensitive) {
		secret, err := decode(sensitive)
		if err != nil {
			return nil, err
		}
		part = merge(part, secret)
	}
	whole := there
	if part != nil {
		whole = merge(there, part)
	}
	free := r.locks.Take(texts(planned["locks"]))
	_, err = retry.do(within, func() (any, error) {
		return r.cloud.Ask(within, http.MethodPut, address(id, apiVersion, planned["update_query_parameters"]), whole)
	})
	free()
	if err != nil {
		return nil, err
	}
	return azapiResource{cloud: r.cloud, locks: r.locks}.readWritten(ctx, planned)
}

func (r azapiUpdateResource) read(ctx context.Context, state attributes) (attributes, error) {
	return azapiResource{cloud: r.cloud, locks: r.locks}.read(ctx, state)
}

// remove doesn't change the resource, because another resource block manages it.
func (r azapiUpdateResource) remove(context.Context, attributes) error { return nil }
