/** What a TLS server and its clients need. */
export interface Certificates {
    /** PEM of the authority, for the clients. */
    readonly authority: string;
    /** PEM of the server's certificate. */
    readonly certificate: string;
    /** PEM of the server's key. */
    readonly key: string;
}
/**
 * Makes a certificate authority that lives for one run, and a certificate for the hosts. Both have the same key, which is
 * never written to a file and is gone with the run. The key is on the curve P-256, which takes a hundredth of the time of
 * an RSA key.
 * @param hosts names, `*.vault.azure.net` for all names directly below one
 */
export declare function makeCertificates(hosts: readonly string[]): Certificates;
