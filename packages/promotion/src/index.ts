export type { AssetType, AssetVersion } from "./assets.js";
export { evaluateGates, type GateResult } from "./gates.js";
export type { Gate, PromotedAsset, Promotion } from "./file/schema.js";
export { loadPromotion, parsePromotion, PromotionFileError, type PromotionFile } from "./file/load.js";
