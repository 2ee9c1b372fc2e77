import { describe, expect, it } from "vitest";
import { CONFLICT_ERRORS, PROPAGATION_ERRORS } from "../src/index.js";

const matches = (errors: readonly string[], text: string) => errors.some((error) => new RegExp(error).test(text));

describe("PROPAGATION_ERRORS", () => {
  it.each([
    "409 FailedIdentityOperation",
    '"code": "AuthorizationFailed"',
    '"code": "LinkedAuthorizationFailed"',
    "PrincipalNotFound: Principal 0 does not exist in the directory",
    "The client does not have authorization to perform action 'Microsoft.KeyVault/vaults/read'",
  ])("have %s, which passes by itself (S0-TRB-01, S0-TRB-02)", (text) => {
    expect(matches(PROPAGATION_ERRORS, text)).toBe(true);
  });

  it("are those that Azure's own operator retries, and no others", () => {
    expect(PROPAGATION_ERRORS).toEqual([
      "FailedIdentityOperation",
      "AuthorizationFailed",
      "LinkedAuthorizationFailed",
      "PrincipalNotFound",
      "does not have authorization",
    ]);
    expect(matches(PROPAGATION_ERRORS, "400 ValidationError: the value of subresourceTarget is wrong")).toBe(false);
  });
});

describe("CONFLICT_ERRORS", () => {
  it.each([
    '"code": "AnotherOperationInProgress"',
    '"code": "Conflict"',
    "Workspace mlwdevcc01 is being created",
    "Workspace mlwdevcc01 is being updated",
  ])("have %s, which passes by itself", (text) => {
    expect(matches(CONFLICT_ERRORS, text)).toBe(true);
  });

  it("are those of two writes at once, and no others", () => {
    expect(CONFLICT_ERRORS).toEqual(["AnotherOperationInProgress", "Conflict", "is being (created|updated)"]);
    expect(matches(CONFLICT_ERRORS, "Workspace mlwdevcc01 is being deleted")).toBe(false);
  });
});
