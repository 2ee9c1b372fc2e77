import { describe, expect, it } from "vitest";
import { isPrivateLink, zoneFacts } from "../src/zone.js";

describe("a private-link zone", () => {
  it.each(["privatelink.api.azureml.ms", "PrivateLink.blob.core.windows.net", "privatelink.canadacentral.azmk8s.io"])(
    "is %s, by its first label",
    (name) => {
      expect(isPrivateLink({ key: "any", name })).toBe(true);
    },
  );

  it.each(["instances.azureml.ms", "api.privatelink.example.com", "privatelinks.example.com"])("is not %s", (name) => {
    expect(isPrivateLink({ key: "api", name })).toBe(false);
  });

  it("is what the catalog says where only Terraform knows the name", () => {
    const name = "${var.zone}";
    expect(isPrivateLink({ key: "api", name })).toBe(true);
    expect(isPrivateLink({ key: "instances", name })).toBe(false);
    expect(isPrivateLink({ key: "aks", name })).toBe(false);
  });

  it("is in the catalog by own keys only", () => {
    expect(zoneFacts("toString")).toBeUndefined();
  });
});
