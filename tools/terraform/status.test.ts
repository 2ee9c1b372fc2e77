import { describe, expect, it } from "vitest";
import { absentLines, presentLines } from "./status.mjs";

const mirror = {
  present: [
    {
      source: "azure/azapi",
      version: "2.12.0",
      real: false,
      clockScaled: false,
      is: "stand-in from the schema of 2.12.0",
    },
    {
      source: "hashicorp/azurerm",
      version: "5.2.0",
      real: true,
      clockScaled: true,
      is: "main, four days after release 5.2.0",
    },
  ],
  absent: [{ source: "azure/azapi", version: "2.12.0", asked: "example.org/azapi@v2.12.0", answer: "403 Forbidden" }],
};

describe("the mirror's status", () => {
  it("calls a stand-in a stand-in and says why it is there", () => {
    expect(presentLines(mirror)).toEqual([
      "azapi 2.12.0: stand-in from the schema of 2.12.0 — the real provider could not be had: 403 Forbidden",
      "azurerm 5.2.0: the real provider, main, four days after release 5.2.0, built with a scaled clock",
    ]);
  });

  it("names what is missing with what was asked and answered", () => {
    expect(absentLines(mirror)).toEqual([
      "NOT JUDGED by the real azapi 2.12.0: `go install example.org/azapi@v2.12.0` was answered: 403 Forbidden",
    ]);
  });
});
