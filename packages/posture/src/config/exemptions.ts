import type { Exemption } from "./config.js";
import { glob } from "../domain/glob.js";

/** An exemption with its effect. */
export interface EvaluatedExemption {
  readonly exemption: Exemption;
  readonly state: "used" | "expired" | "unused";
  /** Number of findings that it covers, even if it has expired. */
  readonly findings: number;
}

/** Applies exemptions, and records which of them were used. */
export class Exemptions {
  readonly #byRule = new Map<string, Entry[]>();
  readonly #entries: readonly Entry[];

  /** @param today YYYY-MM-DD */
  constructor(exemptions: readonly Exemption[], today: string) {
    this.#entries = exemptions.map((exemption) => ({
      exemption,
      pattern: glob(exemption.address),
      // Dates in this form can be compared as text.
      expired: exemption.expires < today,
      findings: 0,
    }));
    for (const entry of this.#entries) {
      this.#byRule.set(entry.exemption.rule, [...(this.#byRule.get(entry.exemption.rule) ?? []), entry]);
    }
  }

  /**
   * The unexpired exemption that covers a finding.
   * @param places stack and address, and the construct path if known
   */
  public find(rule: string, places: readonly (string | undefined)[]): Exemption | undefined {
    let found: Exemption | undefined;
    for (const entry of this.#byRule.get(rule) ?? []) {
      if (!places.some((place) => place !== undefined && entry.pattern.test(place))) continue;
      entry.findings += 1;
      if (!entry.expired) found ??= entry.exemption;
    }
    return found;
  }

  /** Effect of each exemption, after all findings were processed. */
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
