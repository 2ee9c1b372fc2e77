import type { Entra } from "../entra.js";
import type { Answer, Request, Service } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Behaviours } from "./behaviours.js";
/** Azure Resource Manager: resources by id, whatever their type. */
export declare class ResourceManager implements Service {
    #private;
    constructor(state: EmulatorState, entra: Entra, behaviours: Behaviours);
    answer(request: Request): Promise<Answer>;
}
