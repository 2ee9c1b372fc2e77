import { type JsonObject } from "./json.js";
/**
 * A text that two backends share exactly if they keep their state in one place.
 * Undefined where the configuration doesn't say enough.
 * @param workingDirectory where a relative path of a local state starts
 */
export declare function stateKey(type: string, config: JsonObject, workingDirectory: string): string | undefined;
