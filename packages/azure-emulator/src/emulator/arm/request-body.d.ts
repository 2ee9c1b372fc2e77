/**
 * The body of a request as a JSON object; an empty one where nothing was sent.
 * @throws ArmError 400 InvalidRequestContent
 */
export declare function readObject(text: string): Record<string, unknown>;
