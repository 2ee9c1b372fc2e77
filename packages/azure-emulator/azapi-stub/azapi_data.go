package main

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// dataSource sets the attributes of a data source from the emulator.
type dataSource func(ctx context.Context, cloud *Cloud, config attributes) error

var dataSources = map[string]dataSource{
	"azapi_client_config":   readClientConfig,
	"azapi_resource":        readResource,
	"azapi_resource_action": readAction,
	"azapi_resource_list":   readList,
}

func readClientConfig(ctx context.Context, cloud *Cloud, config attributes) error {
	objectID, err := cloud.ObjectID(ctx)
	if err != nil {
		return err
	}
	config["tenant_id"] = tftypes.NewValue(tftypes.String, cloud.TenantID)
	config["subscription_id"] = tftypes.NewValue(tftypes.String, cloud.SubscriptionID)
	config["subscription_resource_id"] = tftypes.NewValue(tftypes.String, "/subscriptions/"+cloud.SubscriptionID)
	config["object_id"] = tftypes.NewValue(tftypes.String, objectID)
	config["id"] = tftypes.NewValue(tftypes.String, "clientConfigs/subscriptionId="+cloud.SubscriptionID)
	return nil
}

func readResource(ctx context.Context, cloud *Cloud, config attributes) error {
	resourceType, apiVersion, err := splitType(text(config["type"]))
	if err != nil {
		return err
	}
	id := text(config["resource_id"])
	if id == "" {
		id = buildID(resourceType, text(config["parent_id"]), text(config["name"]))
	}
	config["id"] = tftypes.NewValue(tftypes.String, id)
	config["resource_id"] = config["id"]
	config["name"] = tftypes.NewValue(tftypes.String, partOfID(id, "name"))
	config["parent_id"] = tftypes.NewValue(tftypes.String, partOfID(id, "parent_id"))
	config["exists"] = tftypes.NewValue(tftypes.Bool, true)
	remote, err := cloud.Ask(ctx, http.MethodGet, address(id, apiVersion, config["query_parameters"]), nil)
	if isNotFound(err) && truth(config["ignore_not_found"], false) {
		config["exists"] = tftypes.NewValue(tftypes.Bool, false)
		return nil
	}
	if err != nil {
		return err
	}
	location, _ := member(remote, "location").(string)
	config["location"] = stringOrNull(location)
	tags, _ := member(remote, "tags").(map[string]any)
	config["tags"] = encode(nonEmpty(tags), tftypes.Map{ElementType: tftypes.String})
	return exportBoth(config, remote)
}

func readAction(ctx context.Context, cloud *Cloud, config attributes) error {
	if err := config.setDefaults(); err != nil {
		return err
	}
	config["id"] = config["resource_id"]
	response, err := act(ctx, cloud, config, attributes{})
	if err != nil {
		return err
	}
	return exportBoth(config, response)
}

func readList(ctx context.Context, cloud *Cloud, config attributes) error {
	resourceType, apiVersion, err := splitType(text(config["type"]))
	if err != nil {
		return err
	}
	id := buildID(resourceType, text(config["parent_id"]), "")
	config["id"] = config["parent_id"]
	remote, err := cloud.Ask(ctx, http.MethodGet, address(id[:len(id)-1], apiVersion, config["query_parameters"]), nil)
	if err != nil {
		return err
	}
	return exportBoth(config, remote)
}
