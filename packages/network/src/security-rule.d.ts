import type { CidrScope } from "./cidr.js";
/** A rule of a network security group, as data. */
export interface SecurityRule {
    /** Name, 1 to 80 characters, unique in its group. */
    readonly name: string;
    /** 100 to 4096, unique among the rules of its direction. The lowest that matches decides. */
    readonly priority: number;
    readonly direction: "Inbound" | "Outbound";
    readonly access: "Allow" | "Deny";
    readonly protocol: "Tcp" | "Udp" | "Icmp" | "*";
    /** One block in CIDR notation, service tag or `*`, or a list of blocks. */
    readonly source: string | readonly string[];
    /** One block in CIDR notation, service tag or `*`, or a list of blocks. */
    readonly destination: string | readonly string[];
    /** A port, a range (`8080-8090`) or `*`, or a list of ports and ranges. */
    readonly destinationPorts: string | readonly string[];
    /** @default - none */
    readonly description?: string | undefined;
}
/**
 * Checks what Azure would refuse when the group is written.
 * @throws InvalidInputError for a priority outside 100 to 4096, or one that two rules of a direction have, or a name that
 * two rules have
 */
export declare function validateRules(scope: CidrScope, rules: readonly SecurityRule[]): void;
