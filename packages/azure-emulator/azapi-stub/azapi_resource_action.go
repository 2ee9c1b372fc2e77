package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// azapiResourceAction implements azapi_resource_action: a request that is sent on apply or on destroy.
type azapiResourceAction struct {
	cloud *Cloud
	locks *Locks
}

func (r azapiResourceAction) plan(prior, planned attributes) ([]string, error) {
	if sameData(prior["body"], planned["body"]) {
		planned["body"] = prior["body"]
	}
	var replace []string
	if !prior["resource_id"].Equal(planned["resource_id"]) {
		replace = append(replace, "resource_id")
	}
	for _, name := range []string{"body", "action", "method", "query_parameters", "response_export_values", "type"} {
		if value, has := planned[name]; has && !prior[name].Equal(value) {
			planned["output"] = tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
		}
	}
	return replace, nil
}

func (r azapiResourceAction) read(_ context.Context, state attributes) (attributes, error) {
	return state, nil
}

func (r azapiResourceAction) create(ctx context.Context, planned, config attributes) (attributes, error) {
	planned["id"] = planned["resource_id"]
	return r.at(ctx, "apply", "create", planned, config)
}

func (r azapiResourceAction) update(ctx context.Context, planned, config attributes) (attributes, error) {
	return r.at(ctx, "apply", "update", planned, config)
}

func (r azapiResourceAction) remove(ctx context.Context, state attributes) error {
	_, err := r.at(ctx, "destroy", "delete", state, attributes{})
	return err
}

// at runs the action if it belongs to this operation, and returns its state.
func (r azapiResourceAction) at(ctx context.Context, when, operation string, planned, config attributes) (attributes, error) {
	state := planned.clone()
	state["output"] = tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	state["sensitive_output"] = tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	state["exist"] = tftypes.NewValue(tftypes.Bool, true)
	if text(state["when"]) != when {
		return state, nil
	}
	within, cancel, err := state.deadline(ctx, operation, writeTimeout)
	if err != nil {
		return nil, err
	}
	defer cancel()
	defer r.locks.Take(texts(state["locks"]))()
	response, err := act(within, r.cloud, state, config)
	if isNotFound(err) && truth(state["ignore_not_found"], false) {
		state["exist"] = tftypes.NewValue(tftypes.Bool, false)
		return state, nil
	}
	if err != nil {
		return nil, err
	}
	return state, exportBoth(state, response)
}

// act sends the request of an action and waits for the end of the operation.
func act(ctx context.Context, cloud *Cloud, state, config attributes) (any, error) {
	_, apiVersion, err := splitType(text(state["type"]))
	if err != nil {
		return nil, err
	}
	retry, err := readRetry(state["retry"])
	if err != nil {
		return nil, err
	}
	body, err := decode(state["body"])
	if err != nil {
		return nil, err
	}
	if sensitive := config["sensitive_body"]; isGiven(sensitive) {
		secret, err := decode(sensitive)
		if err != nil {
			return nil, err
		}
		body = merge(body, secret)
	}
	target := text(state["resource_id"])
	if action := text(state["action"]); action != "" {
		target += "/" + action
	}
	return retry.do(ctx, func() (any, error) {
		return cloud.Ask(ctx, text(state["method"]), address(target, apiVersion, state["query_parameters"]), body)
	})
}

func exportBoth(state attributes, response any) error {
	output, err := export(response, state["response_export_values"])
	if err != nil {
		return err
	}
	state["output"] = encodeDynamic(output)
	if wanted, has := state["sensitive_response_export_values"]; has && isGiven(wanted) {
		secret, err := export(response, wanted)
		if err != nil {
			return err
		}
		state["sensitive_output"] = encodeDynamic(secret)
	}
	return nil
}
