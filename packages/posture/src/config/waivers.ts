import type { Waiver } from "./config.js";

/** A waiver with what it did. */
export interface JudgedWaiver {
  readonly waiver: Waiver;
  readonly state: "used" | "expired" | "unused";
  /** How many findings it covers, or would if it hadn't expired. */
  readonly findings: number;
}

/** Waivers at work: they tell which findings stay, and remember which of them were needed. */
export class Waivers {
  readonly #byRule = new Map<string, Entry[]>();
  readonly #entries: readonly Entry[];

  /** @param today YYYY-MM-DD */
  constructor(waivers: readonly Waiver[], today: string) {
    this.#entries = waivers.map((waiver) => ({
      waiver,
      pattern: glob(waiver.address),
      // Dates of this form stand in the order of their text.
      expired: waiver.expires < today,
      findings: 0,
    }));
    for (const entry of this.#entries) {
      this.#byRule.set(entry.waiver.rule, [...(this.#byRule.get(entry.waiver.rule) ?? []), entry]);
    }
  }

  /** The waiver that covers a finding, if one does that hasn't expired. @param id stack and address */
  public find(rule: string, id: string): Waiver | undefined {
    let found: Waiver | undefined;
    for (const entry of this.#byRule.get(rule) ?? []) {
      if (!entry.pattern.test(id)) continue;
      entry.findings += 1;
      if (!entry.expired) found ??= entry.waiver;
    }
    return found;
  }

  /** What became of each. To be asked after all findings. */
  public judged(): readonly JudgedWaiver[] {
    return this.#entries.map(({ waiver, expired, findings }) => {
      const state = expired ? "expired" : findings === 0 ? "unused" : "used";
      return { waiver, state, findings };
    });
  }
}

interface Entry {
  readonly waiver: Waiver;
  readonly pattern: RegExp;
  readonly expired: boolean;
  findings: number;
}

function glob(text: string): RegExp {
  const escaped = text.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`);
}
