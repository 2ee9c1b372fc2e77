package main

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const (
	defaultInterval    = 10 * time.Second
	defaultMaxInterval = 180 * time.Second
	multiplier         = 1.5
)

// Retry contains the transient errors, and the delay between attempts.
type Retry struct {
	patterns    []*regexp.Regexp
	interval    time.Duration
	maxInterval time.Duration
}

func readRetry(value tftypes.Value) (Retry, error) {
	retry := Retry{interval: defaultInterval, maxInterval: defaultMaxInterval}
	if !isGiven(value) {
		return retry, nil
	}
	decoded, err := decode(value)
	if err != nil {
		return retry, err
	}
	settings := decoded.(map[string]any)
	for _, pattern := range settings["error_message_regex"].([]any) {
		compiled, err := regexp.Compile(pattern.(string))
		if err != nil {
			return retry, fmt.Errorf("retry.error_message_regex: %w", err)
		}
		retry.patterns = append(retry.patterns, compiled)
	}
	if seconds, given := settings["interval_seconds"].(float64); given {
		retry.interval = time.Duration(seconds * float64(time.Second))
	}
	if seconds, given := settings["max_interval_seconds"].(float64); given {
		retry.maxInterval = time.Duration(seconds * float64(time.Second))
	}
	return retry, nil
}

// do calls attempt until it succeeds, fails with an error that isn't transient, or the context ends. The error at the end
// of the context contains the last transient one.
func (r Retry) do(ctx context.Context, attempt func() (any, error)) (any, error) {
	wait := r.interval
	var last error
	for {
		result, err := attempt()
		if last != nil && err != nil && ctx.Err() != nil {
			return result, fmt.Errorf("%w: the last error was %w", context.Cause(ctx), last)
		}
		if err == nil || !r.passes(err) {
			return result, err
		}
		last = err
		select {
		case <-ctx.Done():
			return result, fmt.Errorf("%w: the last error was %w", context.Cause(ctx), err)
		case <-time.After(wait):
		}
		wait = min(time.Duration(float64(wait)*multiplier), r.maxInterval)
	}
}

func (r Retry) passes(err error) bool {
	for _, pattern := range r.patterns {
		if pattern.MatchString(err.Error()) {
			return true
		}
	}
	return false
}
