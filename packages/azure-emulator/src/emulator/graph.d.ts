import type { Directory } from "./directory.js";
import type { Answer, Request, Service } from "./http.js";
/** Microsoft Graph, as far as Terraform's Azure providers ask it: who a principal is. */
export declare class Graph implements Service {
    #private;
    constructor(directory: Directory);
    answer({ path, query }: Request): Answer;
}
