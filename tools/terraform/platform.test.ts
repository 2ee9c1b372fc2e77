import { expect, it } from "vitest";
import { platform } from "./platform.mjs";

it.each([
  ["linux", "x64", "linux_amd64"],
  ["linux", "arm64", "linux_arm64"],
  ["darwin", "arm64", "darwin_arm64"],
  ["win32", "x64", "windows_amd64"],
  ["win32", "ia32", "windows_386"],
])("calls %s on %s %s, as Terraform does", (system, processor, expected) => {
  expect(platform(system, processor)).toBe(expected);
});
