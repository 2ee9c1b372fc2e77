import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import forge from "node-forge";

const DAY_MS = 24 * 3600 * 1000;
const generate = promisify(generateKeyPair);

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
 * never written to a file and is gone with the run.
 * @param hosts names, `*.vault.azure.net` for all names directly below one
 */
export async function makeCertificates(hosts: readonly string[]): Promise<Certificates> {
  const { publicKey, privateKey } = await keyPair();
  const authorityName = [{ name: "commonName", value: "Azure emulator, for one run" }];
  const authority = certify(authorityName, authorityName, publicKey, privateKey, [
    { name: "basicConstraints", critical: true, cA: true, pathLenConstraint: 0 },
    { name: "keyUsage", critical: true, keyCertSign: true },
    { name: "subjectKeyIdentifier" },
  ]);
  const server = certify([{ name: "commonName", value: "azure-emulator" }], authorityName, publicKey, privateKey, [
    { name: "basicConstraints", critical: true, cA: false },
    { name: "keyUsage", critical: true, digitalSignature: true, keyEncipherment: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2, value })) },
  ]);
  return { authority, certificate: server, key: privateKey };
}

function keyPair(): Promise<{ publicKey: string; privateKey: string }> {
  return generate("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
}

function certify(
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  publicKey: string,
  signWith: string,
  extensions: object[],
): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 7 * DAY_MS);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  certificate.setExtensions(extensions);
  certificate.sign(forge.pki.privateKeyFromPem(signWith), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}
