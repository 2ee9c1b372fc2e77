variable "name" {
  type = string
}

variable "resource_group_name" {
  type = string
}

variable "location" {
  type = string
}

variable "tenant_id" {
  type = string
}

variable "tags" {
  type = map(string)
}

resource "azurerm_key_vault" "this" {
  name                          = var.name
  resource_group_name           = var.resource_group_name
  location                      = var.location
  tenant_id                     = var.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  public_network_access_enabled = false
  tags                          = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "time_sleep" "settled" {
  create_duration = "90s"
  depends_on      = [azurerm_key_vault.this]
}

output "uri" {
  value      = azurerm_key_vault.this.vault_uri
  depends_on = [time_sleep.settled]
}
