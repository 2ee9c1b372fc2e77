import type { Exemption } from "./config.js";
import { glob } from "../domain/glob.js";

/** An exemption with what it did. */
export interface EvaluatedExemption {
  readonly exemption: Exemption;
  readonly state: "used" | "expired" | "unused";
  /** How many findings it covers, or would if it hadn't expired. */
  readonly findings: number;
}

/** Exemptions at work: they tell which findings stay, and remember which of them were needed. */
export class Exemptions {
  readonly #byRule = new Map<string, Entry[]>();
  readonly #entries: readonly Entry[];

  /** @param today YYYY-MM-DD */
  constructor(exemptions: readonly Exemption[], today: string) {
    this.#entries = exemptions.map((exemption) => ({
      exemption,
      pattern: glob(exemption.address),
      // Dates of this form sort as text.
      expired: exemption.expires < today,
      findings: 0,
    }));
    for (const entry of this.#entries) {
      this.#byRule.set(entry.exemption.rule, [...(this.#byRule.get(entry.exemption.rule) ?? []), entry]);
    }
  }

  /** The exemption that covers a finding, if one does that hasn't expired. @param id stack and address */
  public find(rule: string, id: string): Exemption | undefined {
    let found: Exemption | undefined;
    for (const entry of this.#byRule.get(rule) ?? []) {
      if (!entry.pattern.test(id)) continue;
      entry.findings += 1;
      if (!entry.expired) found ??= entry.exemption;
    }
    return found;
  }

  /** What became of each. To be asked after all findings. */
  public results(): readonly EvaluatedExemption[] {
    return this.#entries.map(({ exemption, expired, findings }) => {
      const state = expired ? "expired" : findings === 0 ? "unused" : "used";
      return { exemption, state, findings };
    });
  }
}

interface Entry {
  readonly exemption: Exemption;
  readonly pattern: RegExp;
  readonly expired: boolean;
  findings: number;
}
