import { isObject } from "./arm/body.js";

const HIDDEN = "(hidden)";
/** Properties whose values must not be logged. */
const SECRET =
  /password|secret|token|credential|connectionString|sharedKey|accountKey|instrumentationKey|protectedSettings/i;
/** URLs whose whole bodies are secret: sign-in, and secrets of vaults. */
const SECRET_URL = /^https:\/\/(login|sts)\.|\/secrets(\/|\?|$)/i;

/** The bodies of a request and its response, without passwords, tokens and keys. */
export function redacted(
  url: string,
  sent: string,
  answered: unknown,
): { readonly sent: string; readonly answered: unknown } {
  if (SECRET_URL.test(url)) {
    return { sent: sent === "" ? "" : HIDDEN, answered: answered === undefined ? undefined : HIDDEN };
  }
  return { sent: redactedText(sent), answered: withoutSecrets(answered) };
}

function redactedText(text: string): string {
  if (text === "") return text;
  try {
    return JSON.stringify(withoutSecrets(JSON.parse(text)));
  } catch {
    // Text that isn't JSON can't be searched for secrets.
    return HIDDEN;
  }
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  // The keys of accounts in the response of `listKeys`.
  const isKey = "keyName" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const hide = SECRET.test(name) || (isKey && name === "value");
      return [name, hide && (typeof item === "string" || isObject(item)) ? HIDDEN : withoutSecrets(item)];
    }),
  );
}
