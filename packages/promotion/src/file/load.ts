import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type InvalidInput, likelyName } from "@org/azure-catalog";
import { type Document, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type * as z from "zod";
import { titleOf } from "../assets.js";
import { objectOf, objectsOf } from "../values.js";
import { ableApprovers } from "./approvers.js";
import { placeOf } from "./field.js";
import { type Gate, type PromotedAsset, type Promotion, promotionSchema, TYPES } from "./schema.js";

/** A promotion file that isn't valid, with all its problems. */
export class PromotionFileError extends Error {
  /** The file, as it was given. */
  public readonly file: string;
  public readonly problems: readonly InvalidInput[];

  constructor(file: string, problems: readonly InvalidInput[]) {
    const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
    super([`${file} was refused: ${count}`, ...problems.map(describeProblem)].join("\n\n"));
    this.name = "PromotionFileError";
    this.file = file;
    this.problems = problems;
  }
}

/** A valid promotion file. */
export interface PromotionFile {
  /** The file, as it was given. */
  readonly file: string;
  /** Its absolute path. */
  readonly path: string;
  /** Absolute path of its folder, to which the paths in it are relative. */
  readonly folder: string;
  readonly promotion: Promotion;
}

/**
 * Reads a promotion file in YAML or JSON.
 * @param cwd folder to which a relative path refers
 * @throws PromotionFileError with all problems
 */
export function loadPromotion(file: string, cwd: string): PromotionFile {
  const path = resolve(cwd, file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    const value = code === "ENOENT" ? "no such file" : code;
    throw new PromotionFileError(file, [
      {
        path: file,
        value,
        allowed: "a readable file in YAML or JSON",
        fix: "name the promotion file, such as promotions/demand-7.yml",
      },
    ]);
  }
  return { file, path, folder: dirname(path), promotion: parsePromotion(file, textIn(file, bytes)) };
}

function textIn(file: string, bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new PromotionFileError(file, [
    {
      path: "(the whole file)",
      value: "bytes that are not UTF-8",
      allowed: "YAML or JSON in UTF-8",
      fix: "save the file in UTF-8, not in UTF-16 or a code page",
    },
  ]);
}

/**
 * Validates the text of a promotion file in YAML or JSON.
 * @throws PromotionFileError with all problems
 */
export function parsePromotion(file: string, content: string): Promotion {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  // A warning is a tag, such as !!binary, whose value would be taken without it.
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) {
    throw new PromotionFileError(
      file,
      errors.map(({ pos, code, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        const path = `line ${line}, column ${col}`;
        return code === "MULTIPLE_DOCS"
          ? { path, value: "a second document", allowed: "one document", fix: "give each promotion a file of its own" }
          : { path, value: message, allowed: "YAML or JSON", fix: "correct the syntax here" };
      }),
    );
  }
  refuseAliases(file, document, lines);
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const result = promotionSchema.safeParse(value, { reportInput: true });
  const problems = [
    ...(result.error?.issues.flatMap((issue) => problemsOf(issue, value, document)) ?? []),
    ...relationProblems(validParts(value)),
  ];
  if (result.success && problems.length === 0) return result.data;
  throw new PromotionFileError(file, problems);
}

/** A few aliases can expand to more data than fits into memory. */
function refuseAliases(file: string, document: Document.Parsed, lines: LineCounter): void {
  const problems: InvalidInput[] = [];
  visit(document, {
    Alias: (_, { source, range }) => {
      const { line, col } = lines.linePos(range?.[0] ?? 0);
      problems.push({
        path: `line ${line}, column ${col}`,
        value: `*${source}`,
        allowed: "YAML without aliases",
        fix: `repeat the value of &${source} here`,
      });
    },
  });
  if (problems.length > 0) throw new PromotionFileError(file, problems);
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown, document: Document.Parsed): InvalidInput[] {
  const { help, keys } = placeOf(promotionSchema, value, issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = likelyName(key, keys);
      return {
        path: pathOf([...issue.path, key]),
        value: "a field of this name",
        allowed: keys.filter((one) => one !== "$schema").join(", "),
        fix: near === undefined ? "remove the field" : `did you mean ${near}?`,
      };
    });
  }
  const path = pathOf(issue.path);
  if (issue.code === "invalid_union" && objectOf(issue.input) === issue.input) return [typeProblem(issue, path)];
  return [
    {
      path,
      value: issue.input,
      allowed: help?.allowed ?? "an object with reason, from, to, assets, evidence and gates",
      fix: quotedFix(issue, document) ?? help?.fix ?? "start with the example in the documentation",
    },
  ];
}

/** An asset or a gate whose type is none of those in the schema. */
function typeProblem({ input, path: steps }: z.core.$ZodIssue, path: string): InvalidInput {
  const { type } = objectOf(input);
  const types = TYPES[String(steps[0])] ?? [];
  const near = typeof type === "string" ? likelyName(type, types) : undefined;
  const fix = near === undefined ? "use the type of what it is" : `did you mean ${near}?`;
  return { path, value: type, allowed: types.join(", "), fix };
}

/** How to write a text that YAML takes for a number or another value: 1.0 would become 1. */
function quotedFix(issue: z.core.$ZodIssue, document: Document.Parsed): string | undefined {
  if (issue.code !== "invalid_type" || issue.expected !== "string") return undefined;
  const node = document.getIn(issue.path, true);
  const isText = isScalar(node) && (typeof node.value === "number" || typeof node.value === "boolean");
  return isText ? `put it in quotes: "${node.source ?? String(node.value)}"` : undefined;
}

/** What is valid of a promotion file; undefined for what isn't. */
interface ValidParts {
  readonly assets: readonly (PromotedAsset | undefined)[];
  readonly gates: readonly (Gate | undefined)[];
  /** Names of the evidence. */
  readonly evidence: readonly string[] | undefined;
  readonly from: Promotion["from"] | undefined;
  readonly to: Promotion["to"] | undefined;
  /** Whether there is a list of gates, valid or not. */
  readonly hasGates: boolean;
  /** The type of each gate, valid or not. */
  readonly gateTypes: readonly unknown[];
  /** Whether there is a reason for no approval, valid or not. */
  readonly withoutApproval: boolean;
  /** Whether there is a job, valid or not. */
  readonly job: boolean;
}

function validParts(value: unknown): ValidParts {
  const { assets, gates, from, to } = promotionSchema.shape;
  const given = objectOf(value);
  const evidence = given["evidence"] ?? {};
  const items = <T>(schema: z.ZodType<T>, list: unknown): (T | undefined)[] =>
    Array.isArray(list) ? list.map((one) => schema.safeParse(one).data) : [];
  return {
    assets: items(assets.element, given["assets"]),
    gates: items(gates.element, given["gates"]),
    evidence: objectOf(evidence) === evidence ? Object.keys(evidence) : undefined,
    from: from.safeParse(given["from"]).data,
    to: to.safeParse(given["to"]).data,
    job: given["job"] !== undefined,
    hasGates: Array.isArray(given["gates"]) && given["gates"].length > 0,
    gateTypes: objectsOf(given["gates"]).map(({ type }) => type),
    withoutApproval: given["withoutApproval"] !== undefined,
  };
}

/** Problems of fields that depend on each other. */
function relationProblems(parts: ValidParts): InvalidInput[] {
  return [
    ...assetProblems(parts),
    ...parts.gates.flatMap((gate, index) => gateProblems(gate, index, parts)),
    ...targetProblems(parts),
    ...approvalProblems(parts),
  ];
}

function assetProblems({ assets, to }: ValidParts): InvalidInput[] {
  const problems: InvalidInput[] = [];
  const seen = new Set<string>();
  for (const [index, asset] of assets.entries()) {
    if (!asset) continue;
    const title = titleOf(asset);
    // Azure compares names in ids without letter case.
    if (seen.has(title.toLowerCase())) {
      problems.push({ path: `assets.${index}`, value: title, allowed: "each version once", fix: "remove one of them" });
    }
    seen.add(title.toLowerCase());
    if ("file" in asset && to && to.workspace === undefined) {
      problems.push({
        path: "to.workspace",
        value: undefined,
        allowed: "the ARM id of the prod workspace, because assets with a file are created in it",
        fix: `add to.workspace, or remove the ${title}`,
      });
    }
  }
  return problems;
}

function gateProblems(gate: Gate | undefined, index: number, { evidence }: ValidParts): InvalidInput[] {
  if (!gate) return [];
  const problems: InvalidInput[] = [];
  if (evidence && !evidence.includes(gate.evidence)) {
    const names = evidence.join(", ");
    problems.push({
      path: `gates.${index}.evidence`,
      value: gate.evidence,
      allowed: names === "" ? "a name in evidence, which is empty" : `a name in evidence: ${names}`,
      fix: `add ${gate.evidence} with its file to evidence`,
    });
  }
  if (gate.type === "metric" && gate.min === undefined && gate.max === undefined) {
    problems.push({
      path: `gates.${index}`,
      value: gate.metric,
      allowed: "min, max or both",
      fix: "add min, such as min: 0.9",
    });
  }
  if (gate.type === "metric" && gate.min !== undefined && gate.max !== undefined && gate.min > gate.max) {
    problems.push({
      path: `gates.${index}.min`,
      value: gate.min,
      allowed: `at most max, which is ${gate.max}`,
      fix: "swap min and max, or remove one of them",
    });
  }
  if (gate.type === "approvals") {
    const able = ableApprovers(gate.approvers, gate.notBy).length;
    if (able < gate.required) {
      problems.push({
        path: `gates.${index}.required`,
        value: gate.required,
        allowed: `at most ${able}, the number of different approvers who are not in notBy`,
        fix: "add approvers, or require fewer",
      });
    }
  }
  return problems;
}

/** Nothing goes to production without an approval, unless the file says why. */
function approvalProblems({ hasGates, gateTypes, withoutApproval }: ValidParts): InvalidInput[] {
  const approved = gateTypes.includes("approvals");
  if (!hasGates || approved !== withoutApproval) return [];
  return approved
    ? [
        {
          path: "withoutApproval",
          value: "a reason, and a gate of the type approvals",
          allowed: "one of them",
          fix: "remove withoutApproval",
        },
      ]
    : [
        {
          path: "gates",
          value: gateTypes.map(String).join(", "),
          allowed: "a gate of the type approvals, or withoutApproval with the reason",
          fix: "add a gate such as { type: approvals, evidence: reviews, approvers: [anna] }, or say in withoutApproval who approves instead",
        },
      ];
}

function targetProblems({ from, to, job }: ValidParts): InvalidInput[] {
  const noWorkspace = {
    path: "to.workspace",
    value: undefined,
    allowed: "the ARM id of the prod workspace, in which the job runs",
    fix: "add to.workspace, or remove job",
  };
  return [...(job && to && to.workspace === undefined ? [noWorkspace] : []), ...sameTargets(from, to)];
}

function sameTargets(from: ValidParts["from"], to: ValidParts["to"]): InvalidInput[] {
  return (["registry", "workspace"] as const).flatMap((name) => {
    const value = to?.[name];
    if (value === undefined || from?.[name].toLowerCase() !== value.toLowerCase()) return [];
    const allowed = `another ${name} than from.${name}`;
    return [{ path: `to.${name}`, value, allowed, fix: `give the ${name} of production` }];
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "(the whole file)" : path.map(String).join(".");
}

/** The longest value that an error shows. */
const SHOWN = 300;

/** A problem as text. */
function describeProblem({ path, value, allowed, fix }: InvalidInput): string {
  return [`  ${path}`, `    given:   ${shown(value)}`, `    allowed: ${allowed}`, `    fix:     ${fix}`].join("\n");
}

/** A value, in quotes where it would not be seen or be taken for another one, such as a number. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const isPlain =
    typeof value === "string" && /^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u.test(value) && Number.isNaN(Number(value));
  const text = isPlain || typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}... (${text.length} characters)` : text;
}
