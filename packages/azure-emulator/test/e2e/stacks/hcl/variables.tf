variable "subscription_id" {
  type = string
}

variable "workload" {
  type        = string
  description = "Part of every name."

  validation {
    condition     = can(regex("^[a-z0-9]{3,12}$", var.workload))
    error_message = "workload must have 3 to 12 lower-case letters and digits."
  }
}

variable "location" {
  type    = string
  default = "westeurope"
}

locals {
  address_space = "10.20.0.0/16"
  tags          = { workload = var.workload }
}
