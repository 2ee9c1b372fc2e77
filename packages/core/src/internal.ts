/**
 * Code that the libraries of this repository share. It isn't part of the public API and may change in any release.
 */
export * from "./arm-id.js";
export { BaseConstruct, requireConstruct, requireId, requirePlace } from "./base-construct.js";
export { azapiOptions } from "./azapi-options.js";
export * from "./depend-on.js";
export { expression } from "./expression.js";
export { GrowingList } from "./growing-list.js";
export { isGuid, requireGuid } from "./guid.js";
export { refuse, requireChoice, requireProps, requireWholeNumber } from "./invalid-input.js";
export { azurermMajorOf } from "./provider-constraints.js";
export { requireSecret } from "./secret.js";
export { isPublicAddressRange, requireSelectedNetworks, SMALLEST_STORE_BLOCK } from "./selected-networks.js";
export { prefixLengthFor, usableAddresses } from "./subnet-size.js";
export { providerFor, providerOfGroup, subscriptionOf, subscriptionOfId } from "./subscription-provider.js";
export { isUnresolved, textOf } from "./tokens.js";
export { UniqueRegistry } from "./unique-registry.js";
export { warnOfUnknownVmSize } from "./vm-size.js";
export { WriteChain } from "./write-chain.js";
