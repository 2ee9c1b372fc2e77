import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "../lib/command.mjs";
import { writeClockOverlay } from "./clock-overlay.mjs";
import { folderWith } from "./test-support/fake-programs.js";

const goWith = (after: string) => folderWith({ "src/time/sleep.go": `package time\n\n${after}\n` });

describe("writeClockOverlay", () => {
  it("divides time.After of the installed Go, and leaves the rest of the file as it is", () => {
    const go = goWith(
      "func NewTimer(d Duration) *Timer\n\nfunc After(d Duration) <-chan Time {\n\treturn NewTimer(d).C\n}",
    );
    const { Replace } = JSON.parse(readFileSync(writeClockOverlay(go), "utf8")) as { Replace: Record<string, string> };
    expect(readFileSync(Replace[join(go, "src/time/sleep.go")] ?? "", "utf8")).toBe(
      "package time\n\nfunc NewTimer(d Duration) *Timer\n\nfunc After(d Duration) <-chan Time {\n\treturn NewTimer(d / clockScale()).C\n}\n",
    );
  });

  it("adds the scale, which is 1 without its variable", () => {
    const go = goWith("func After(d Duration) <-chan Time {\n\treturn NewTimer(d).C\n}");
    const { Replace } = JSON.parse(readFileSync(writeClockOverlay(go), "utf8")) as { Replace: Record<string, string> };
    const added = readFileSync(Replace[join(go, "src/time/clock_scale.go")] ?? "", "utf8");
    expect(added).toContain('syscall.Getenv("AZURE_EMULATOR_CLOCK_SCALE")');
    expect(added).toContain("if !found {\n\t\treturn 1\n\t}");
  });

  it("refuses a Go whose time.After is another", () => {
    const go = goWith("func After(d Duration) <-chan Time { return newTimer(d) }");
    expect(() => writeClockOverlay(go)).toThrow(UnavailableError);
    expect(() => writeClockOverlay(go)).toThrow("build with Go 1.26");
  });
});
