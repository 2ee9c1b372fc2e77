import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Output, progressOn } from "../../src/cli/progress.js";
import type { DeploymentTestEvent } from "../../src/index.js";

const STARTED: DeploymentTestEvent = { type: "step started", stack: "dev", step: "apply" };
const ENDED: DeploymentTestEvent = {
  type: "step ended",
  stack: "dev",
  step: "apply",
  seconds: 80,
  failed: false,
  outcome: "95 resources",
};
const begun = (address: string, stack = "dev"): DeploymentTestEvent => ({
  type: "resource started",
  stack,
  address,
  action: "create",
});
const done = (address: string, failed = false): DeploymentTestEvent => ({
  type: "resource ended",
  stack: "dev",
  address,
  action: "create",
  seconds: 4.2,
  failed,
});

/** What a terminal shows after all that was written: it knows "up" and "clear to the end" only. */
class Screen implements Output {
  public readonly isTTY = true;
  #rows: string[] = [""];

  constructor(public readonly columns = 80) {}

  public write(text: string): void {
    for (const part of text.split(/(\u001b\[\d+A\u001b\[J)/)) {
      const up = /^\u001b\[(\d+)A/.exec(part);
      if (up) this.#rows = [...this.#rows.slice(0, -1 - Number(up[1])), ""];
      else this.#rows = [...this.#rows.slice(0, -1), ...`${this.#rows.at(-1) ?? ""}${part}`.split("\n")];
    }
  }

  public get text(): string {
    return this.#rows.join("\n");
  }
}

function linesOf(events: readonly DeploymentTestEvent[], verbose = false): string {
  let text = "";
  const progress = progressOn({ write: (more) => (text += more) }, verbose);
  events.forEach((event) => progress.onEvent(event));
  progress.end();
  return text;
}

describe("progress where there's no terminal", () => {
  it("is a line for a step that has ended, with its stack", () => {
    expect(linesOf([STARTED, ENDED])).toBe("dev              apply       1 min 20 s  95 resources\n");
  });

  it("says of what all stacks do together that they do", () => {
    const check: DeploymentTestEvent = {
      type: "step ended",
      stack: "",
      step: "live check",
      seconds: 0.04,
      failed: false,
    };
    expect(linesOf([check])).toBe("all stacks       live check       0.0 s  ok\n");
  });

  it("says what failed, and why", () => {
    const problem = {
      stack: "dev",
      step: "apply" as const,
      address: "azurerm_subnet.pe",
      message: "refused\nby a policy",
    };
    expect(linesOf([done("azurerm_subnet.pe", true), { type: "problem", problem }, { ...ENDED, failed: true }])).toBe(
      [
        "  dev create azurerm_subnet.pe 4.2 s FAILED",
        "!! dev apply azurerm_subnet.pe: refused\n   by a policy",
        "dev              apply       1 min 20 s  FAILED",
        "",
      ].join("\n"),
    );
  });

  it("names resources only if asked to", () => {
    const events = [begun("azurerm_subnet.pe"), done("azurerm_subnet.pe")];
    expect(linesOf(events)).toBe("");
    expect(linesOf(events, true)).toBe("  dev create azurerm_subnet.pe 4.2 s\n");
  });

  it("is notes as they are", () => {
    expect(linesOf([{ type: "note", text: "terraform 1.11.4" }])).toBe("terraform 1.11.4\n");
  });
});

describe("progress on a terminal", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  it("shows the steps of all stacks that are being worked on, and how long they have taken", () => {
    const screen = new Screen();
    const progress = progressOn(screen, false);
    progress.onEvent(STARTED);
    progress.onEvent({ ...STARTED, stack: "prod" });
    progress.onEvent(begun("azurerm_subnet.pe", "prod"));
    vi.advanceTimersByTime(5000);
    expect(screen.text).toBe("dev apply 5.0 s\nprod apply 5.0 s\n       5.0 s  prod create azurerm_subnet.pe\n");
    progress.end();
  });

  it("keeps what has ended above what goes on", () => {
    const screen = new Screen();
    const progress = progressOn(screen, false);
    progress.onEvent({ ...STARTED, stack: "prod" });
    progress.onEvent(STARTED);
    progress.onEvent(ENDED);
    expect(screen.text).toBe("dev              apply       1 min 20 s  95 resources\nprod apply 0.0 s\n");
    progress.end();
  });

  it("shows what has taken longest, and how many more there are", () => {
    const screen = new Screen();
    const progress = progressOn(screen, false);
    progress.onEvent(STARTED);
    for (let index = 0; index < 10; index += 1) progress.onEvent(begun(`azurerm_subnet.s${index}`));
    progress.onEvent(done("azurerm_subnet.s0"));
    const rows = screen.text.split("\n");
    expect(rows[1]).toContain("azurerm_subnet.s1");
    expect(rows.slice(9)).toEqual(["              and 1 more", ""]);
    progress.end();
  });

  it("forgets what a step left unfinished", () => {
    const screen = new Screen();
    const progress = progressOn(screen, false);
    progress.onEvent({ ...STARTED, stack: "prod" });
    progress.onEvent(STARTED);
    progress.onEvent(begun("azurerm_subnet.pe"));
    progress.onEvent({ ...ENDED, failed: true });
    expect(screen.text).not.toContain("azurerm_subnet.pe");
    progress.end();
  });

  it("keeps to the terminal's width", () => {
    const screen = new Screen(20);
    const progress = progressOn(screen, false);
    progress.onEvent(STARTED);
    progress.onEvent(begun("azurerm_subnet.with_a_long_name"));
    expect(screen.text).toBe("dev apply 0.0 s\n       0.0 s  dev c\n");
    progress.end();
  });

  it("takes a terminal that doesn't know its width for one of 80 columns", () => {
    const screen = new Screen(0);
    const progress = progressOn(screen, false);
    progress.onEvent(STARTED);
    progress.onEvent(begun(`azurerm_subnet.${"x".repeat(100)}`));
    expect(Math.max(...screen.text.split("\n").map(({ length }) => length))).toBe(79);
    progress.end();
  });

  it("leaves only what has ended, and redraws nothing after its end", () => {
    const screen = new Screen();
    const progress = progressOn(screen, false);
    progress.onEvent({ type: "note", text: "terraform 1.11.4" });
    progress.onEvent(STARTED);
    progress.end();
    vi.advanceTimersByTime(5000);
    expect(screen.text).toBe("terraform 1.11.4\n");
  });
});
