import JSON5 from "json5";
import { ArmError } from "./arm-error.js";
import { isObject } from "./body.js";

/**
 * The body of a request as a JSON object; empty if nothing was sent. As Azure does, it accepts comments and names without
 * quotes: the Azure CLI sends templates so.
 * @throws ArmError 400 InvalidRequestContent
 */
export function readObject(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = text === "" ? {} : parse(text);
  } catch (error) {
    throw new ArmError(400, "InvalidRequestContent", `The request content was invalid: ${(error as Error).message}`);
  }
  if (!isObject(body)) throw new ArmError(400, "InvalidRequestContent", "The request content must be a JSON object.");
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON5.parse(text);
  }
}
