import { type Body } from "./body.js";
import type { ResourceId } from "./resource-id.js";
/**
 * Validates a body with the schema of its type, if the catalog has it in the api-version. As in Azure, what is
 * read-only may be sent along: who writes back what was read does so.
 * @throws ArmError 400 ValidationError
 */
export declare function requireValidBody(id: ResourceId, apiVersion: string, body: Body): void;
