import type { ResourceProvider } from "../arm/resource-type.js";
import { authorization } from "./authorization/index.js";
import { compute } from "./compute/index.js";
import { containerRegistry } from "./container-registry.js";
import { containerService } from "./container-service/index.js";
import { insights } from "./insights/index.js";
import { keyVault } from "./key-vault/index.js";
import { kubernetesConfiguration } from "./kubernetes-configuration.js";
import { machineLearning } from "./machine-learning/index.js";
import { managedIdentity } from "./managed-identity.js";
import { network } from "./network/index.js";
import { operationalInsights } from "./operational-insights.js";
import { consumption, costManagement, devTestLab, security } from "./others.js";
import { deploymentsAndTags, resources } from "./resources.js";
import { sql } from "./sql/index.js";
import { storage } from "./storage.js";

const NAMESPACES: readonly ResourceProvider[] = [
  deploymentsAndTags,
  authorization,
  compute,
  consumption,
  containerRegistry,
  containerService,
  costManagement,
  devTestLab,
  insights,
  keyVault,
  kubernetesConfiguration,
  machineLearning,
  managedIdentity,
  network,
  operationalInsights,
  security,
  sql,
  storage,
];

/** The supported resource providers. */
export const PROVIDERS: readonly ResourceProvider[] = [resources(NAMESPACES), ...NAMESPACES];
