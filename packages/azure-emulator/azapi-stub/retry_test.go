package main

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestTheErrorAtTheEndOfTheTimeContainsTheLastTransientOne(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	retry := Retry{patterns: []*regexp.Regexp{regexp.MustCompile("AuthorizationFailed")}}
	refusals := []error{errors.New("AuthorizationFailed: not yet"), errors.New("the request was cut off")}
	_, err := retry.do(ctx, func() (any, error) {
		refusal := refusals[0]
		if refusals = refusals[1:]; len(refusals) == 0 {
			cancel(errors.New("create took longer than 30s"))
		}
		return nil, refusal
	})
	if err == nil || !strings.Contains(err.Error(), "create took longer than 30s: the last error was AuthorizationFailed") {
		t.Errorf("the error is %v", err)
	}
}
