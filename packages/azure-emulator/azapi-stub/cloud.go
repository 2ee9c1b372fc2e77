package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	resourceManager = "https://management.azure.com"
	login           = "https://login.microsoftonline.com"
	pollInterval    = 10 * time.Second
	attempts        = 8
)

// Cloud is the Azure emulator of a deployment test, behind a proxy on this machine. The stub never connects to Azure.
type Cloud struct {
	client         *http.Client
	TenantID       string
	clientID       string
	clientSecret   string
	SubscriptionID string

	mutex sync.Mutex
	token string
}

// CloudError is an error response.
type CloudError struct {
	Method string
	URL    string
	Status int
	Code   string
	Text   string
}

func (e *CloudError) Error() string {
	return fmt.Sprintf("%s %s\nRESPONSE %d: %s\nERROR CODE: %s\n%s", e.Method, e.URL, e.Status, http.StatusText(e.Status), e.Code, e.Text)
}

func isNotFound(err error) bool {
	var failure *CloudError
	return errors.As(err, &failure) && failure.Status == http.StatusNotFound
}

// emulatedCloud returns the Azure emulator of the environment, or nil if there is none.
func emulatedCloud() *Cloud {
	request, err := http.NewRequest(http.MethodGet, resourceManager, nil)
	if err != nil {
		return nil
	}
	proxy, err := http.ProxyFromEnvironment(request)
	if err != nil || proxy == nil || !isLoopback(proxy.Hostname()) {
		return nil
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = http.ProxyURL(proxy)
	return &Cloud{
		client:         &http.Client{Transport: transport},
		TenantID:       os.Getenv("ARM_TENANT_ID"),
		clientID:       os.Getenv("ARM_CLIENT_ID"),
		clientSecret:   os.Getenv("ARM_CLIENT_SECRET"),
		SubscriptionID: os.Getenv("ARM_SUBSCRIPTION_ID"),
	}
}

func isLoopback(host string) bool {
	address := net.ParseIP(host)
	return host == "localhost" || (address != nil && address.IsLoopback())
}

// ObjectID returns the object id of the signed-in principal.
func (c *Cloud) ObjectID(ctx context.Context) (string, error) {
	token, err := c.signIn(ctx)
	if err != nil {
		return "", err
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return "", fmt.Errorf("the token has %d parts", len(parts))
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", err
	}
	var who struct {
		ObjectID string `json:"oid"`
	}
	return who.ObjectID, json.Unmarshal(claims, &who)
}

func (c *Cloud) signIn(ctx context.Context) (string, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.token != "" {
		return c.token, nil
	}
	form := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {c.clientID}, "client_secret": {c.clientSecret},
		"scope": {resourceManager + "/.default"},
	}
	endpoint := fmt.Sprintf("%s/%s/oauth2/v2.0/token", login, c.TenantID)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := c.client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
		Error string `json:"error_description"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return "", err
	}
	if answer.Token == "" {
		return "", fmt.Errorf("signing in: %s", answer.Error)
	}
	c.token = answer.Token
	return c.token, nil
}

// answer is a response with its decoded body.
type answer struct {
	status int
	header http.Header
	body   any
}

// Ask sends a request and waits for the end of the operation that it starts.
func (c *Cloud) Ask(ctx context.Context, method, target string, body any) (any, error) {
	first, err := c.send(ctx, method, target, body)
	if err != nil {
		return nil, err
	}
	poll := first.header.Get("Azure-AsyncOperation")
	isStatus := poll != ""
	if poll == "" && first.status == http.StatusAccepted {
		poll = first.header.Get("Location")
	}
	if poll == "" {
		return first.body, nil
	}
	last := first
	for {
		if err := pause(ctx, waitOf(last.header, pollInterval)); err != nil {
			return nil, err
		}
		if last, err = c.send(ctx, http.MethodGet, poll, nil); err != nil {
			return nil, err
		}
		if !isStatus {
			if last.status == http.StatusAccepted {
				continue
			}
			return last.body, nil
		}
		status, _ := member(last.body, "status").(string)
		switch strings.ToLower(status) {
		case "succeeded":
			return c.result(ctx, method, target, first, last)
		case "failed", "canceled":
			failure, _ := json.MarshalIndent(last.body, "", "  ")
			code, _ := member(member(last.body, "error"), "code").(string)
			return nil, &CloudError{Method: http.MethodGet, URL: poll, Status: last.status, Code: code, Text: string(failure)}
		}
	}
}

// result returns the result of an operation.
func (c *Cloud) result(ctx context.Context, method, target string, first, last answer) (any, error) {
	switch {
	case method == http.MethodPut || method == http.MethodPatch:
		final, err := c.send(ctx, http.MethodGet, target, nil)
		return final.body, err
	case first.header.Get("Location") != "" && method == http.MethodPost:
		final, err := c.send(ctx, http.MethodGet, first.header.Get("Location"), nil)
		return final.body, err
	default:
		return member(last.body, "properties"), nil
	}
}

// send sends one request, and retries it if the service is overloaded or temporarily unavailable.
func (c *Cloud) send(ctx context.Context, method, target string, body any) (answer, error) {
	token, err := c.signIn(ctx)
	if err != nil {
		return answer{}, err
	}
	content, err := json.Marshal(body)
	if err != nil {
		return answer{}, err
	}
	for attempt := 1; ; attempt++ {
		got, err := c.once(ctx, method, target, content, body != nil, token)
		var failure *CloudError
		passes := err != nil && (!errors.As(err, &failure) || failure.Status == 408 || failure.Status == 429 || failure.Status >= 500)
		if !passes || attempt == attempts || ctx.Err() != nil {
			return got, err
		}
		if err := pause(ctx, waitOf(got.header, time.Second<<min(attempt-1, 4))); err != nil {
			return answer{}, err
		}
	}
}

func (c *Cloud) once(ctx context.Context, method, target string, content []byte, hasBody bool, token string) (answer, error) {
	var reader io.Reader
	if hasBody {
		reader = bytes.NewReader(content)
	}
	request, err := http.NewRequestWithContext(ctx, method, target, reader)
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if hasBody {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	got := answer{status: response.StatusCode, header: response.Header}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &got.body); err != nil {
			return got, fmt.Errorf("%s %s answered no JSON: %w", method, target, err)
		}
	}
	if response.StatusCode < http.StatusBadRequest {
		return got, nil
	}
	code, _ := member(member(got.body, "error"), "code").(string)
	return got, &CloudError{Method: method, URL: target, Status: response.StatusCode, Code: code, Text: string(text)}
}

// waitOf returns the delay that a service requests before the next request; zero seconds count as no delay.
func waitOf(header http.Header, standard time.Duration) time.Duration {
	for _, name := range []string{"retry-after-ms", "x-ms-retry-after-ms"} {
		if milliseconds, err := strconv.Atoi(header.Get(name)); err == nil && milliseconds > 0 {
			return time.Duration(milliseconds) * time.Millisecond
		}
	}
	if seconds, err := strconv.Atoi(header.Get("Retry-After")); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	return standard
}

func pause(ctx context.Context, wait time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(wait):
		return nil
	}
}

func member(data any, name string) any {
	object, _ := data.(map[string]any)
	return object[name]
}
