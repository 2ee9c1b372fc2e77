package main

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// splitType returns the ARM type and the api-version of TYPE@VERSION.
func splitType(value string) (resourceType, apiVersion string, err error) {
	resourceType, apiVersion, found := strings.Cut(value, "@")
	if !found {
		return "", "", fmt.Errorf("type is %q: give <resource type>@<api-version>", value)
	}
	return resourceType, apiVersion, nil
}

// buildID returns the id of a resource with a parent: a child resource, a resource in a group, or an extension.
func buildID(resourceType, parentID, name string) string {
	if strings.EqualFold(resourceType, "Microsoft.Resources/resourceGroups") {
		return fmt.Sprintf("%s/resourceGroups/%s", parentID, name)
	}
	if cut := strings.LastIndex(resourceType, "/"); cut >= 0 && strings.EqualFold(typeOf(parentID), resourceType[:cut]) {
		return fmt.Sprintf("%s/%s/%s", parentID, resourceType[cut+1:], name)
	}
	return fmt.Sprintf("%s/providers/%s/%s", strings.TrimSuffix(parentID, "/"), resourceType, name)
}

// typeOf returns the ARM type of an id; empty for groups and subscriptions.
func typeOf(id string) string {
	cut := strings.LastIndex(strings.ToLower(id), "/providers/")
	if cut < 0 {
		return ""
	}
	segments := strings.Split(id[cut+len("/providers/"):], "/")
	types := []string{segments[0]}
	for index := 1; index < len(segments); index += 2 {
		types = append(types, segments[index])
	}
	return strings.Join(types, "/")
}

// address returns the URL of an id, with the api-version and other parameters.
func address(id, apiVersion string, parameters tftypes.Value) string {
	query := url.Values{"api-version": {apiVersion}}
	if decoded, err := decode(parameters); err == nil {
		given, _ := decoded.(map[string]any)
		for name, values := range given {
			list, _ := values.([]any)
			for _, value := range list {
				query.Add(name, fmt.Sprint(value))
			}
		}
	}
	return fmt.Sprintf("%s%s?%s", resourceManager, (&url.URL{Path: id}).EscapedPath(), query.Encode())
}

// partOfID returns the name at the end of an id, or its parent.
func partOfID(id, part string) string {
	cut := strings.LastIndex(id, "/")
	if part == "name" {
		return id[cut+1:]
	}
	owner := id[:strings.LastIndex(id[:cut], "/")]
	if providers := strings.LastIndex(strings.ToLower(owner), "/providers/"); providers >= 0 && strings.Count(owner[providers:], "/") == 2 {
		return owner[:providers]
	}
	return owner
}
