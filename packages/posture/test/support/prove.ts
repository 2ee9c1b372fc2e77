import type { ProofReport } from "../../src/index.js";
import { reportOf } from "./found.js";
import type { SmallPlatform } from "./small-platform.js";

/** One proof of a small platform after a change, with the texts of its counter-examples and the ways that refute it. */
export function prove(id: string, change?: (platform: SmallPlatform) => void) {
  const report = reportOf(change);
  const proof = report.proofs.find((one) => one.id === id) as ProofReport;
  const against = report.findings.filter(({ rule }) => rule === `proof-${id}`);
  return {
    holds: proof.holds,
    evidence: proof.evidence.map(({ text }) => text),
    information: proof.information.map(({ text }) => text),
    against: against.map(({ message }) => message),
    ways: against.map(({ way = [] }) => way.map(({ place, text }) => place || text)),
  };
}
