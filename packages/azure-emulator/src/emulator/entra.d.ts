import type { Directory } from "./directory.js";
import type { Answer, Request, Service } from "./http.js";
/** Microsoft Entra: discovery, and tokens for a client secret. */
export declare class Entra implements Service {
    #private;
    constructor(directory: Directory);
    /**
     * The object id of who sent an `Authorization` header.
     * @throws ArmError 401 without a token of ours
     */
    principalOf(authorization: string | undefined): string;
    answer(request: Request): Answer;
    /** A token for the client secret. */
    issue(clientId: string, audience?: string, tenant?: string): string;
}
