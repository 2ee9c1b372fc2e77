import type { Finding, Report } from "./report.js";

const RULE_HELP = "https://github.com/org/private-aml-constructs/blob/main/docs/posture.md";

/** Returns the line, from 1, on which a finding's file declares its address; undefined if it doesn't. */
export type LineOf = (finding: Pick<Finding, "file" | "address">) => number | undefined;

/**
 * A report as SARIF 2.1.0, the format of GitHub code scanning and Azure DevOps. Exempted findings are included as
 * suppressed, with their reason. With a baseline, each result has a
 * `baselineState` (SARIF 2.1.0, section 3.27.24).
 * @param lineOf returns the line of a finding in its file; the default is the first line
 */
export function toSarif(report: Report, lineOf: LineOf = () => undefined): string {
  const indexes = new Map(report.rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "aml-posture",
            semanticVersion: report.tool.version,
            informationUri: RULE_HELP,
            rules: report.rules.map(({ id, severity, title, rationale, fix, subject, sameAs }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: rationale },
              help: { text: fix },
              helpUri: RULE_HELP,
              defaultConfiguration: { level: severity },
              properties: { tags: [subject], ...sameAs },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) =>
          resultOf(finding, indexes.get(finding.rule) ?? -1, lineOf(finding) ?? 1, baselineState(report, finding)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

type BaselineState = "unchanged" | "new" | undefined;

/** Whether the baseline has a finding. SARIF requires this property on all results or on none. */
function baselineState({ changes }: Report, { known }: Finding): BaselineState {
  if (changes === undefined) return undefined;
  return known ? "unchanged" : "new";
}

function resultOf(finding: Finding, ruleIndex: number, startLine: number, baseline: BaselineState): object {
  const { id, rule, severity, state, message, fix, stack, address, constructPath, file, steps, exemption } = finding;
  const place = [stack, address].filter(Boolean).join("/");
  return {
    ruleId: rule,
    ruleIndex,
    // SARIF's kind "open" means undecided; it has no level.
    ...(state === "undecided" ? { kind: "open", level: "none", properties: { severity } } : { level: severity }),
    message: { text: `${place === "" ? "" : `${place}: `}${message}. ${fix}` },
    locations: [
      {
        ...(file === undefined
          ? {}
          : { physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine } } }),
        logicalLocations: [
          {
            fullyQualifiedName: place === "" ? "configuration" : place,
            ...(constructPath === undefined ? {} : { decoratedName: constructPath }),
            kind: "resource",
          },
        ],
      },
    ],
    partialFingerprints: { finding: id },
    baselineState: baseline,
    ...(steps
      ? {
          codeFlows: [
            {
              threadFlows: [
                {
                  locations: steps.map((step) => ({
                    location: {
                      message: { text: step.text },
                      ...(step.place === "" ? {} : { logicalLocations: [{ fullyQualifiedName: step.place }] }),
                    },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
    ...(exemption
      ? {
          suppressions: [
            { kind: "external", status: "accepted", justification: `${exemption.reason} (until ${exemption.expires})` },
          ],
        }
      : {}),
  };
}
