import type { IPlatformVnet } from "./virtual-network-base.js";
/**
 * Warns of networks that no jumpbox reaches although others have one: with public access off, users can't reach what
 * is in them. Without any jumpbox, access is assumed to exist elsewhere, and there is no warning.
 * @returns the networks that were warned of
 */
export declare function warnUnreachable(networks: readonly IPlatformVnet[]): readonly IPlatformVnet[];
