import { ARM_VALUE_RULES } from "./arm-value.js";
import { CONFIGURATION_RULES } from "./configuration.js";
import { CONTAINER_REGISTRY_RULES } from "./container-registry.js";
import { GATEWAY_RULES } from "./gateway.js";
import { GOVERNANCE_RULES } from "./governance.js";
import { KEY_VAULT_RULES } from "./key-vault.js";
import { KUBERNETES_RULES } from "./kubernetes.js";
import { MACHINE_LEARNING_RULES } from "./machine-learning.js";
import { MACHINE_EXTENSION_RULES } from "./machine-extension.js";
import { MONITORING_RULES } from "./monitoring.js";
import { NETWORK_RULES } from "./network.js";
import { PRIVATE_LINK_RULES } from "./private-link.js";
import { PUBLIC_ACCESS_RULES } from "./public-access.js";
import { PUBLIC_ADDRESS_RULES } from "./public-address.js";
import { ROLE_RULES } from "./roles.js";
import type { Rule } from "./rule.js";
import { SQL_RULES } from "./sql.js";
import { STORAGE_RULES } from "./storage.js";
import { VIRTUAL_MACHINE_RULES } from "./virtual-machine.js";

/** Every rule, by subject. */
export const RULES: readonly Rule[] = [
  ...MACHINE_LEARNING_RULES,
  ...STORAGE_RULES,
  ...SQL_RULES,
  ...KEY_VAULT_RULES,
  ...CONTAINER_REGISTRY_RULES,
  ...VIRTUAL_MACHINE_RULES,
  ...MACHINE_EXTENSION_RULES,
  ...KUBERNETES_RULES,
  ...NETWORK_RULES,
  ...GATEWAY_RULES,
  ...PRIVATE_LINK_RULES,
  ...MONITORING_RULES,
  ...ROLE_RULES,
  ...GOVERNANCE_RULES,
  ...CONFIGURATION_RULES,
  ...PUBLIC_ACCESS_RULES,
  ...ARM_VALUE_RULES,
  ...PUBLIC_ADDRESS_RULES,
];
