import { type Latencies } from "./arm/behaviours.js";
import type { Period } from "./arm/operations.js";
import type { ArmResource } from "./arm/resource.js";
import { type Clock } from "./clock.js";
import { type Fault } from "./faults.js";
import type { Answer } from "./http.js";
import { type Finding } from "./inspection.js";
import { type NameAnswer } from "./name-resolution.js";
import { type LoggedRequest } from "./request-log.js";
import type { FailureModeSettings } from "./failure-modes/failure-modes.js";
import type { SoftDeletedResource } from "./soft-deleted.js";
import { type Unknown } from "./emulator-state.js";
/** Who the emulator takes its clients for. */
export interface EmulatorIdentity {
    readonly subscriptionId: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly objectId: string;
}
/** Options of {@link AzureEmulator}. */
export interface AzureEmulatorOptions {
    /**
     * How many of Azure's seconds pass in one.
     * @default 60
     */
    readonly speed?: number;
    /** @default - every failure mode as in `FAILURE_MODES` */
    readonly failureModes?: FailureModeSettings;
    /**
     * Virtual seconds that resource types take, by ARM type.
     * @default - what each type is known to take
     */
    readonly latencies?: Latencies;
    /**
     * Port of the proxy, on 127.0.0.1.
     * @default - a free one
     */
    readonly port?: number;
    /**
     * Folder for the certificate authority's file, which is removed in the end.
     * @default - a temporary folder
     */
    readonly folder?: string;
    /**
     * Whether a provider that was built with a scaled clock keeps its own waits; otherwise they pass at {@link speed}.
     * Providers as released have no such clock and always keep them.
     * @default false
     */
    readonly realClock?: boolean | undefined;
    /** @default - runs at {@link speed} */
    readonly clock?: Clock;
}
/**
 * An emulator of Azure on the loopback interface: Entra, Azure Resource Manager and Microsoft Graph behind one HTTPS proxy, everything
 * in memory. Programs that are started with {@link env} take it for Azure.
 */
export declare class AzureEmulator {
    #private;
    /** An Azure with nothing in it that only {@link request} leads to, until it's opened. */
    constructor(options?: AzureEmulatorOptions);
    /**
     * Starts an Azure with nothing in it, that programs can connect to.
     * @throws Error with code EADDRINUSE if the port is taken
     */
    static start(options?: AzureEmulatorOptions): Promise<AzureEmulator>;
    /** File with the certificate authority that its clients must trust. */
    get certificateFile(): string;
    /** Where the proxy listens. */
    get proxyUrl(): string;
    /** What a program must find in its environment to be led here, dummies for the sign-in included. */
    get env(): Readonly<Record<string, string>>;
    /** The resources that there are. */
    get resources(): readonly ArmResource[];
    /** What is deleted and keeps its name taken. */
    get softDeleted(): readonly SoftDeletedResource[];
    /** Every request so far. */
    get requests(): readonly LoggedRequest[];
    /**
     * What a machine in a virtual network is told for a name, as the private zones linked to the network have it.
     * @param network ARM id
     * @returns undefined where public DNS answers
     */
    resolve(name: string, network: string): NameAnswer | undefined;
    /** What is there and doesn't work, though every request for it was accepted. */
    inspect(): readonly Finding[];
    /**
     * Virtual seconds that Azure has taken to create, change and delete a resource.
     * @param period in which that was begun; at any time where there's none
     */
    secondsSpentOn(id: string, period?: Period): number;
    /**
     * Creates or updates a resource, and waits until Azure has done so.
     * @param id ARM id
     * @param body as sent to Azure Resource Manager
     * @returns the body that a GET answers then
     * @throws Error with Azure's code and message if it's refused or fails
     */
    put(id: string, body?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
    /** Sends a request to Azure Resource Manager, as the one who is signed in and without the network in between. */
    request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
    /** Subscription, tenant and the principal that signs in: dummies, the same in every deployment test. */
    get identity(): EmulatorIdentity;
    /** What was asked for and isn't known here. */
    get unknown(): readonly Unknown[];
    /** Has something go wrong with the requests to come. */
    inject(fault: Fault): void;
    /** Calls back for every request, once it's answered. */
    onRequest(listener: (request: LoggedRequest) => void): void;
    /** Closes every connection and forgets everything. */
    stop(): Promise<void>;
}
