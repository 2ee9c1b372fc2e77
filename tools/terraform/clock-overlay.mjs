import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnavailableError } from "../lib/command.mjs";

/** The factor by which the waits of a provider with the overlay are shortened. Only deployment tests set it. */
export const CLOCK_SCALE_VARIABLE = "AZURE_EMULATOR_CLOCK_SCALE";

const AFTER = "func After(d Duration) <-chan Time {\n\treturn NewTimer(d).C\n}\n";
const SCALED_AFTER = "func After(d Duration) <-chan Time {\n\treturn NewTimer(d / clockScale()).C\n}\n";

/** The Go file that the overlay adds to the package `time`. */
export const CLOCK_SCALE_SOURCE = `package time

import "syscall"

func clockScale() Duration {
	text, found := syscall.Getenv("${CLOCK_SCALE_VARIABLE}")
	if !found {
		return 1
	}
	scale, err := atoi(text)
	if err != nil || scale < 1 {
		panic("${CLOCK_SCALE_VARIABLE} is " + text + ": allowed: a whole number from 1")
	}
	return Duration(scale)
}
`;

/**
 * Writes an overlay for `go build -overlay` in which the durations of `time.After`, which azurerm uses to wait, are
 * divided by {@link CLOCK_SCALE_VARIABLE}. Without the variable nothing changes. Timers, deadlines and HTTP timeouts
 * don't use `time.After`, so they keep their length. The provider's own sources aren't changed.
 * @param {string} goRoot the Go installation, whose file is changed in the overlay
 * @returns {string} the overlay, a JSON file in a temporary folder
 * @throws {UnavailableError} for a Go version with a different `time.After`
 */
export function writeClockOverlay(goRoot) {
  const time = join(goRoot, "src/time");
  const sleep = join(time, "sleep.go");
  const source = existsSync(sleep) ? readFileSync(sleep, "utf8") : "";
  if (source.split(AFTER).length !== 2) {
    throw new UnavailableError(
      `${sleep} differs from that of Go 1.26, for which the scaled clock is written: build with Go 1.26`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "clock-overlay-"));
  writeFileSync(join(folder, "sleep.go"), source.replace(AFTER, SCALED_AFTER));
  writeFileSync(join(folder, "clock_scale.go"), CLOCK_SCALE_SOURCE);
  const overlay = join(folder, "overlay.json");
  const replaced = {
    [sleep]: join(folder, "sleep.go"),
    [join(time, "clock_scale.go")]: join(folder, "clock_scale.go"),
  };
  writeFileSync(overlay, JSON.stringify({ Replace: replaced }));
  return overlay;
}
