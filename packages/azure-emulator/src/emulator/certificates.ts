import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import forge from "node-forge";

const DAY_MS = 24 * 3600 * 1000;
/** RFC 5758, section 3.2. */
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
/** RFC 5280, sections 4.2.1.1 and 4.2.1.2. */
const AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
/** Positions of algorithm and key in the signed part of a certificate (RFC 5280, section 4.1). */
const SIGNATURE_FIELD = 2;
const KEY_FIELD = 6;

// This function is missing in the types of node-forge.
const pki = forge.pki as typeof forge.pki & { getTBSCertificate(certificate: forge.pki.Certificate): forge.asn1.Asn1 };
const { asn1, util } = forge;
const { OID, OCTETSTRING, SEQUENCE, BITSTRING } = asn1.Type;
const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;

/** The certificates of a TLS server and its clients. */
export interface Certificates {
  /** PEM of the authority, for the clients. */
  readonly authority: string;
  /** PEM of the server's certificate. */
  readonly certificate: string;
  /** PEM of the server's key. */
  readonly key: string;
}

/** A key pair, with the public key in the form for certificates. */
interface Keys {
  readonly privateKey: KeyObject;
  readonly spki: Buffer;
}

/**
 * Creates a certificate authority for one run, and a certificate for the hosts. Both use the same key, which stays in
 * memory. It is a P-256 key, because creating an RSA key takes a hundred times longer.
 * @param hosts host names; `*.vault.azure.net` includes all names directly below
 */
export function makeCertificates(hosts: readonly string[]): Certificates {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keys = { privateKey, spki: publicKey.export({ type: "spki", format: "der" }) };
  const authorityName = [{ name: "commonName", value: "Azure emulator, for one run" }];
  const keyId = createHash("sha1").update(keys.spki).digest().toString("latin1");
  const authority = certify(authorityName, authorityName, keys, [
    { name: "basicConstraints", critical: true, cA: true, pathLenConstraint: 0 },
    { name: "keyUsage", critical: true, keyCertSign: true },
    { id: SUBJECT_KEY_IDENTIFIER, value: asn1.create(UNIVERSAL, OCTETSTRING, false, keyId) },
  ]);
  // Python 3.13 and newer reject a certificate without the id of its authority's key.
  const authorityKeyId = asn1.create(UNIVERSAL, SEQUENCE, true, [asn1.create(CONTEXT_SPECIFIC, 0, false, keyId)]);
  const server = certify([{ name: "commonName", value: "azure-emulator" }], authorityName, keys, [
    { name: "basicConstraints", critical: true, cA: false },
    { name: "keyUsage", critical: true, digitalSignature: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2, value })) },
    { id: AUTHORITY_KEY_IDENTIFIER, value: authorityKeyId },
  ]);
  return { authority, certificate: server, key: privateKey.export({ type: "sec1", format: "pem" }).toString() };
}

/**
 * Creates a certificate. node-forge encodes it and Node signs it, because node-forge doesn't support elliptic curves.
 */
function certify(
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  { privateKey, spki }: Keys,
  extensions: object[],
): string {
  const certificate = pki.createCertificate();
  certificate.serialNumber = `01${util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 7 * DAY_MS);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  certificate.setExtensions(extensions);
  certificate.publicKey = pki.setRsaPublicKey(new forge.jsbn.BigInteger("1"), new forge.jsbn.BigInteger("1"));
  certificate.siginfo.algorithmOid = ECDSA_WITH_SHA256;
  const signed = pki.getTBSCertificate(certificate);
  const fields = signed.value as forge.asn1.Asn1[];
  const algorithm = asn1.create(UNIVERSAL, SEQUENCE, true, [
    asn1.create(UNIVERSAL, OID, false, asn1.oidToDer(ECDSA_WITH_SHA256).getBytes()),
  ]);
  fields[SIGNATURE_FIELD] = algorithm;
  fields[KEY_FIELD] = asn1.fromDer(spki.toString("latin1"));
  const signature = sign("sha256", Buffer.from(asn1.toDer(signed).getBytes(), "latin1"), privateKey).toString("latin1");
  const whole = asn1.create(UNIVERSAL, SEQUENCE, true, [
    signed,
    algorithm,
    asn1.create(UNIVERSAL, BITSTRING, false, `\0${signature}`),
  ]);
  return forge.pem.encode({ type: "CERTIFICATE", body: asn1.toDer(whole).getBytes() });
}
