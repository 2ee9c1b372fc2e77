const KEY = /^(ssh-rsa|ssh-ed25519) ([A-Za-z0-9+/]+={0,2})( [^\n]*)?$/;
const LEAST_RSA_BYTES = 2048 / 8;
const ED25519_BYTES = 32;

/**
 * Whether a text is a complete public SSH key in OpenSSH's format that Azure takes for Linux machines: RSA with at least
 * 2048 bits, or Ed25519.
 * @see https://learn.microsoft.com/azure/virtual-machines/linux/create-ssh-keys-detailed
 */
export function isSshPublicKey(text: string): boolean {
  const [, type, encoded = ""] = KEY.exec(text) ?? [];
  if (type === undefined) return false;
  const [name, ...parts] = partsOf(Buffer.from(encoded, "base64"));
  if (name === undefined || name.toString() !== type) return false;
  const lengths = parts.map(({ length }) => length);
  if (type === "ssh-ed25519") return lengths.length === 1 && lengths[0] === ED25519_BYTES;
  return lengths.length === 2 && (lengths[1] ?? 0) >= LEAST_RSA_BYTES;
}

/** The parts of a key, each after its length in four bytes; none if the key is incomplete. */
function partsOf(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Infinity;
    if (end > bytes.length) return [];
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
