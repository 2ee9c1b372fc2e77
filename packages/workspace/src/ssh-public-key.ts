import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

const RSA_KEY = /^ssh-rsa AAAA[A-Za-z0-9+/]+={0,2}( [^\n]*)?$/;

/**
 * A public key for SSH. Azure Machine Learning accepts RSA keys.
 * @throws InvalidInputError for anything else, such as a private key
 */
export function requireSshPublicKey(scope: IConstruct, key: string): string {
  if (isUnresolved(key) || RSA_KEY.test(key)) return key;
  return refuse(scope, "sshPublicKey", {
    value: key.startsWith("ssh-") ? key : "a text that isn't a public key",
    allowed: "a public RSA key in one line, ssh-rsa AAAA...",
    fix: "create a pair with ssh-keygen -t rsa -b 4096, and pass the file that ends with .pub",
  });
}
