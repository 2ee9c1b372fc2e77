package main

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// attributes are the attributes and blocks of a resource by name.
type attributes map[string]tftypes.Value

// operations are the operations on resources of one type.
type operations interface {
	// plan completes Terraform's proposed values for an existing resource, and returns the attributes that can't be
	// changed in place.
	plan(prior, planned attributes) (replace []string, err error)
	// read returns the current state, or nil if the resource no longer exists.
	read(ctx context.Context, state attributes) (attributes, error)
	// create creates the resource. It may return a state together with an error.
	create(ctx context.Context, planned, config attributes) (attributes, error)
	update(ctx context.Context, planned, config attributes) (attributes, error)
	remove(ctx context.Context, state attributes) error
}

// defaults are the values of attributes that are not set.
var defaults = attributes{
	"ignore_casing":             tftypes.NewValue(tftypes.Bool, false),
	"ignore_missing_property":   tftypes.NewValue(tftypes.Bool, true),
	"ignore_null_property":      tftypes.NewValue(tftypes.Bool, false),
	"schema_validation_enabled": tftypes.NewValue(tftypes.Bool, true),
	"method":                    tftypes.NewValue(tftypes.String, "POST"),
	"when":                      tftypes.NewValue(tftypes.String, "apply"),
}

// beyond are arguments that the real provider supports and the stub doesn't.
var beyond = []string{"ignore_body_changes", "ignore_other_items_in_list", "list_unique_id_property"}

func (a attributes) clone() attributes {
	result := attributes{}
	for name, value := range a {
		result[name] = value
	}
	return result
}

// retryDefaults are the defaults in the attribute retry, if it is set.
var retryDefaults = attributes{
	"interval_seconds":     tftypes.NewValue(tftypes.Number, 10),
	"max_interval_seconds": tftypes.NewValue(tftypes.Number, 180),
	"multiplier":           tftypes.NewValue(tftypes.Number, 1.5),
	"randomization_factor": tftypes.NewValue(tftypes.Number, 0.5),
}

// setDefaults sets the defaults of attributes that are not set.
func (a attributes) setDefaults() error {
	a.fill(defaults)
	var err error
	if retry, has := a["retry"]; has {
		a["retry"], err = rewriteObject(retry, func(values map[string]tftypes.Value) error {
			attributes(values).fill(retryDefaults)
			return nil
		})
	}
	return err
}

func (a attributes) fill(values attributes) {
	for name, value := range values {
		if given, has := a[name]; has && !isGiven(given) {
			a[name] = value
		}
	}
}

func (a attributes) requireWithin() error {
	for _, name := range beyond {
		if value, has := a[name]; has && !value.IsNull() {
			return fmt.Errorf("%s is set, which the stub of this provider does not honour: test with the real provider", name)
		}
	}
	return nil
}

// deadline returns a context that ends with the timeout of an operation.
func (a attributes) deadline(ctx context.Context, operation string, standard time.Duration) (context.Context, context.CancelFunc, error) {
	limit := standard
	if timeouts := a["timeouts"]; isGiven(timeouts) {
		var members attributes
		if err := timeouts.As((*map[string]tftypes.Value)(&members)); err != nil {
			return nil, nil, err
		}
		if given := text(members[operation]); given != "" {
			var err error
			if limit, err = time.ParseDuration(given); err != nil {
				return nil, nil, fmt.Errorf("timeouts.%s: %w", operation, err)
			}
		}
	}
	within, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("%s took longer than %s", operation, limit))
	return within, cancel, nil
}

// sameData reports whether two values represent the same JSON.
func sameData(one, other tftypes.Value) bool {
	if one.Equal(other) {
		return true
	}
	first, err := decode(one)
	if err != nil {
		return false
	}
	second, err := decode(other)
	return err == nil && equalData(first, second)
}
