import type { Certificates } from "./certificates.js";
import type { Answer, Request } from "./http.js";
/** What stands behind the front door. */
export interface Behind {
    /** Whether somebody answers for a host. */
    handles(host: string): boolean;
    /** Called for a host that isn't supported. */
    refused(host: string): void;
    /** Undefined drops the connection. */
    answer(request: Request): Promise<Answer | undefined>;
}
/**
 * The only way in: an HTTP proxy on one loopback port. It ends the TLS of every connection itself, whatever host it is
 * for, and lets none out.
 */
export declare class ProxyServer {
    #private;
    private constructor();
    /**
     * Opens the door.
     * @param port 0 for a free one
     * @throws Error with code EADDRINUSE if the port is taken
     */
    static open(behind: Behind, certificates: Certificates, port: number): Promise<ProxyServer>;
    /** The address of the proxy: `http://127.0.0.1:43210`. */
    get url(): string;
    /** Closes the door and every connection. */
    close(): Promise<void>;
}
