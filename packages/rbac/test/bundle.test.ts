import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { selectRows, type BundleRow } from "../src/index.js";

const row = (key: string, option?: BundleRow["option"]): BundleRow<"keyVault", string> => ({
  key,
  role: ROLES.keyVaultReader,
  on: "keyVault",
  reason: "reads the vault",
  ...(option ? { option } : {}),
});
const rows = [row("Always"), row("On", { name: "on", default: true }), row("Off", { name: "off", default: false })];
const keys = (options: Record<string, boolean>) => selectRows(rows, options).map(({ key }) => key);

describe("selectRows", () => {
  it.each([
    [{}, ["Always", "On"]],
    [{ on: false }, ["Always"]],
    [{ off: true }, ["Always", "On", "Off"]],
    [{ on: true, off: false }, ["Always", "On"]],
  ])("keeps with %j the rows %j, in order", (options, expected) => {
    expect(keys(options)).toEqual(expected);
  });
});
