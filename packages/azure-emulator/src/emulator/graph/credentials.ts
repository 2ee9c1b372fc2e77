import { ArmError } from "../arm/arm-error.js";
import { objectOf, objectsOf, textOf } from "../arm/body.js";
import type { Directory, DirectoryObject } from "../directory.js";
import type { Answer } from "../http.js";
import { guidOf } from "../guid.js";

/** The lifetime of passwords without an end. */
const LIFETIME_YEARS = 2;

/** Generates a password. Only the response contains it. */
export function addPassword(
  object: DirectoryObject,
  given: Readonly<Record<string, unknown>>,
  directory: Directory,
  now: Date,
): Record<string, unknown> {
  const { keyId, secretText } = directory.addPassword(object.clientId ?? "");
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + LIFETIME_YEARS);
  const credential = {
    customKeyIdentifier: null,
    displayName: given["displayName"] ?? null,
    startDateTime: given["startDateTime"] ?? now.toISOString(),
    endDateTime: given["endDateTime"] ?? end.toISOString(),
    keyId,
    hint: secretText.slice(0, 3),
  };
  object.properties = {
    ...object.properties,
    passwordCredentials: [...objectsOf(object.properties["passwordCredentials"]), credential],
  };
  return { ...credential, secretText };
}

/** @throws ArmError 400 for an unknown key id */
export function removePassword(object: DirectoryObject, keyId: unknown, directory: Directory): Answer {
  const credentials = objectsOf(object.properties["passwordCredentials"]);
  const left = credentials.filter((one) => one["keyId"] !== keyId);
  if (left.length === credentials.length) {
    throw new ArmError(400, "Request_BadRequest", "No password credential found with keyId.");
  }
  directory.removePassword(object.clientId ?? "", String(keyId));
  object.properties = { ...object.properties, passwordCredentials: left };
  return { status: 204 };
}

/** Federated identity credentials of an application. */
export function federatedCredentials(
  method: string,
  { objectId, federatedCredentials: all }: DirectoryObject,
  id: string | undefined,
  body: Readonly<Record<string, unknown>>,
): Answer {
  if (method === "POST") {
    const credential = { id: guidOf("federated", objectId, String(body["name"])), description: null, ...body };
    requireUnique(credential, [...all.values()]);
    all.set(credential.id, credential);
    return { status: 201, body: credential };
  }
  if (id === undefined) return { status: 200, body: { value: [...all.values()] } };
  const found = all.get(id) ?? [...all.values()].find(({ name }) => name === id);
  if (!found) return notFound(id);
  const key = String(found["id"]);
  if (method === "DELETE") all.delete(key);
  if (method === "PATCH") all.set(key, { ...found, ...body, id: key });
  return method === "GET" ? { status: 200, body: found } : { status: 204 };
}

function requireUnique(
  { name, issuer, subject }: Readonly<Record<string, unknown>>,
  others: readonly Readonly<Record<string, unknown>>[],
): void {
  if (others.some((other) => other["name"] === name)) {
    throw new ArmError(
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      `FederatedIdentityCredential with name ${String(name)} already exists.`,
    );
  }
  if (others.some((other) => other["issuer"] === issuer && other["subject"] === subject)) {
    throw new ArmError(
      400,
      "InvalidFederatedIdentityCredentialValue",
      `The combination of issuer and subject must be unique for the application. Issuer ${String(issuer)} and Subject: ${String(subject)} already exist.`,
    );
  }
}

/** Graph's answer for an object that doesn't exist. */
export function notFound(what: string): Answer {
  return {
    status: 404,
    body: {
      error: {
        code: "Request_ResourceNotFound",
        message: `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
      },
    },
  };
}

/** The object id in a reference, such as `{ "@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/<id>" }`. */
export function referencedId(reference: unknown): string {
  const text = textOf(reference) ?? textOf(objectOf(reference)["@odata.id"]) ?? "";
  return text.slice(text.lastIndexOf("/") + 1).toLowerCase();
}
