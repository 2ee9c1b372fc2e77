import { describe, expect, it } from "vitest";
import { stateKey } from "../src/state-key.js";

const key = (type: string, config: object, folder = "/work/a"): string | undefined =>
  stateKey(type, config as Parameters<typeof stateKey>[1], folder);

describe("stateKey", () => {
  it("knows a local state by where its path leads from the working directory", () => {
    expect(key("local", { path: "../state/x.tfstate" }, "/out/a")).toBe(
      key("local", { path: "/out/state/x.tfstate" }, "/out/b"),
    );
    expect(key("local", { path: "x.tfstate" }, "/out/a")).not.toBe(key("local", { path: "x.tfstate" }, "/out/b"));
  });

  it("knows Terraform's default path", () => {
    expect(key("local", {})).toBe(key("local", { path: "terraform.tfstate" }));
  });

  it("knows nothing of a path that is not text", () => {
    expect(key("local", { path: 1 })).toBeUndefined();
  });

  it.each([
    ["azurerm", { storage_account_name: "st", container_name: "tf", key: "a" }, { use_azuread_auth: true }],
    ["s3", { bucket: "b", key: "a" }, { region: "x" }],
    ["gcs", { bucket: "b" }, { prefix: "" }],
    ["http", { address: "https://x/a" }, { username: "u" }],
    ["consul", { path: "p" }, { access_token: "t" }],
    ["pg", { conn_str: "c" }, { schema_name: "terraform_remote_state" }],
    ["kubernetes", { secret_suffix: "s" }, { namespace: "default" }],
    ["oss", { bucket: "b" }, { key: "terraform.tfstate", prefix: "env:" }],
    ["cos", { bucket: "b" }, { key: "terraform.tfstate", prefix: "" }],
    ["remote", { organization: "o", workspaces: { name: "w" } }, { hostname: "app.terraform.io", token: "t" }],
  ])("looks, for %s, at the place alone", (type, place, others) => {
    expect(key(type, place)).toBeDefined();
    expect(key(type, { ...place, ...others })).toBe(key(type, place));
    for (const name of Object.keys(place)) {
      expect(key(type, { ...place, [name]: "another" })).not.toBe(key(type, place));
      expect(key(type, { ...place, [name]: undefined })).not.toBe(key(type, place));
    }
  });

  it("knows nothing of a backend whose place is left to terraform init", () => {
    expect(key("azurerm", { container_name: "tf", key: "a" })).toBeUndefined();
  });

  it("takes a block in a list for the block", () => {
    expect(key("remote", { organization: "o", workspaces: [{ name: "w" }] })).toBe(
      key("remote", { organization: "o", workspaces: { name: "w" } }),
    );
  });

  it("compares all of a backend that it doesn't know, in any order", () => {
    expect(key("custom", { a: 1, b: [1, 2] })).toBe(key("custom", { b: [1, 2], a: 1 }));
    expect(key("custom", { a: 1 })).not.toBe(key("custom", { a: 2 }));
    expect(key("custom", { a: 1 })).not.toBe(key("other", { a: 1 }));
  });
});
