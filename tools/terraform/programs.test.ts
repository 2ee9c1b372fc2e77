import { describe, expect, it } from "vitest";
import { openTofuCli, platform, realProvider, stubProvider, terraformCli } from "./programs.mjs";
import { WORKSPACE } from "../lib/folders.mjs";

const version = { version: "2.12.0", query: "v2.12.0", is: "release 2.12.0" };
const stub = { version: "2.12.0", program: "tools/stub", schema: "schema/azapi.json" };
const azapi = {
  source: "azure/azapi",
  module: "github.com/Azure/terraform-provider-azapi",
  versions: [version],
  stub,
};

describe("the programs of CI", () => {
  it("asks the Go proxy for a provider by module and version", () => {
    expect(realProvider(azapi, version)).toMatchObject({
      title: "azapi 2.12.0 (release 2.12.0)",
      executable: "terraform-provider-azapi_v2.12.0",
      from: "github.com/Azure/terraform-provider-azapi@v2.12.0",
    });
  });

  it("builds a stub provider from this repository, under a title that says what it is", () => {
    expect(stubProvider(azapi, stub)).toMatchObject({
      title: "azapi: stub provider from the schema of 2.12.0",
      executable: "terraform-provider-azapi_v2.12.0",
      folder: `${WORKSPACE}/tools/stub`,
      schema: `${WORKSPACE}/schema/azapi.json`,
    });
  });

  it("builds OpenTofu as the release that it is", () => {
    expect(
      openTofuCli({ minimum: "1.10.0", version: "1.12.6", program: "tools/cli", package: "example.org/opentofu" }),
    ).toMatchObject({
      title: "OpenTofu 1.12.6",
      executable: "tofu",
      from: "example.org/opentofu/cmd/tofu",
      linkerFlags: expect.stringContaining("-X example.org/opentofu/version.dev=no"),
    });
  });

  it("builds terraform as the release that it is", () => {
    expect(
      terraformCli({ minimum: "1.11.0", version: "1.11.4", program: "tools/cli", package: "example.org/terraform" }),
    ).toMatchObject({
      title: "terraform 1.11.4",
      executable: "terraform",
      from: "example.org/terraform",
      linkerFlags: expect.stringContaining("-X example.org/terraform/version.dev=no"),
    });
  });
});

it.each([
  ["linux", "x64", "linux_amd64"],
  ["linux", "arm64", "linux_arm64"],
  ["darwin", "arm64", "darwin_arm64"],
  ["win32", "x64", "windows_amd64"],
  ["win32", "ia32", "windows_386"],
])("calls %s on %s %s, as Terraform does", (system, processor, expected) => {
  expect(platform(system, processor)).toBe(expected);
});
