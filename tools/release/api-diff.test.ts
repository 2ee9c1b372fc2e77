import { describe, expect, it } from "vitest";
import { compareReports } from "./api-diff.mjs";

const report = (code: string) => `## API Report File for "@org/example"\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
const changes = (before: string, after: string) =>
  compareReports(report(before), report(after)).map(({ name, weight }) => `${weight}: ${name}`);

describe("what is a break", () => {
  it.each([
    ["a class that is gone", "export class A {\n x: string;\n}", "", "A"],
    [
      "a member that is gone",
      "export class A {\n x: string;\n y: string;\n}",
      "export class A {\n x: string;\n}",
      "A.y",
    ],
    ["another type of a member", "export class A {\n x: string;\n}", "export class A {\n x: number;\n}", "A.x"],
    [
      "one more outcome of a class",
      "export class A {\n x: string;\n}",
      "export class A {\n x: string | undefined;\n}",
      "A.x",
    ],
    ["another base class", "export class A extends B {\n}", "export class A extends C {\n}", "A"],
    [
      "a new abstract member",
      "export abstract class A {\n}",
      "export abstract class A {\n abstract x: string;\n}",
      "A.x",
    ],
    ["a new required prop", "export interface P {\n}", "export interface P {\n x: string;\n}", "P.x"],
    [
      "a prop that has become required",
      "export interface P {\n x?: string;\n}",
      "export interface P {\n x: string;\n}",
      "P.x",
    ],
    ["one choice less", 'export type T = "a" | "b";', 'export type T = "a";', "T"],
    [
      "a new required parameter",
      "export function f(a: string): void;",
      "export function f(a: string, b: string): void;",
      "f",
    ],
    ["another result", "export function f(): string;", "export function f(): number;", "f"],
    [
      "an overload less",
      "export function f(a: string): void;\nexport function f(a: number): void;",
      "export function f(a: string): void;",
      "f",
    ],
    [
      "a value that is gone from a constant",
      'export const C: readonly ["a", "b"];',
      'export const C: readonly ["a"];',
      'C["b"]',
    ],
    [
      "a key that is gone from a constant",
      "export const C: {\n readonly a: {\n readonly b: 1;\n };\n};",
      "export const C: {\n readonly a: {\n };\n};",
      "C.a.b",
    ],
    ["a constant of another kind", "export const C: 1;", 'export const C: "1";', "C"],
  ])("%s", (_, before, after, name) => {
    expect(changes(before, after)).toEqual([`break: ${name}`]);
  });
});

describe("what is an addition", () => {
  it.each([
    ["a new class, named once", "", "export class A {\n x: string;\n}", "A"],
    ["a new member of a class", "export class A {\n}", "export class A {\n x: string;\n}", "A.x"],
    ["a new optional prop", "export interface P {\n}", "export interface P {\n x?: string;\n}", "P.x"],
    [
      "a prop that may be left out now",
      "export interface P {\n x: string;\n}",
      "export interface P {\n x?: string;\n}",
      "P.x",
    ],
    [
      "one more choice of a prop",
      'export interface P {\n x: "a";\n}',
      'export interface P {\n x: "a" | "b";\n}',
      "P.x",
    ],
    ["one more choice of an alias", 'export type T = "a" | "b";', 'export type T = "b" | "c" | "a";', "T"],
    [
      "an optional parameter",
      "export class A {\n f(a: string): void;\n}",
      "export class A {\n f(a: string, b?: string): void;\n}",
      "A.f",
    ],
    ["a value more in a constant", 'export const C: readonly ["a"];', 'export const C: readonly ["b", "a"];', 'C["b"]'],
  ])("%s", (_, before, after, name) => {
    expect(changes(before, after)).toEqual([`addition: ${name}`]);
  });
});

describe("what is less than that", () => {
  it("is another value of a constant: facts get corrected", () => {
    const [before, after] = ['{\n readonly api: "2025-12-01";\n}', '{\n readonly api: "2026-05-01";\n}'];
    expect(changes(`export const C: ${before};`, `export const C: ${after};`)).toEqual(["fix: C.api"]);
  });

  it.each(["true", "false"])("is the switch of a constant, from %s", (from) => {
    expect(changes(`export const C: ${from};`, `export const C: ${from === "true" ? "false" : "true"};`)).toEqual([
      "fix: C",
    ]);
  });

  it("is nothing for comments and order", () => {
    const before = "// @public\nexport class A {\n // (undocumented)\n x: string;\n y: string;\n}";
    expect(changes(before, "export class A {\n y: string;\n x: string;\n}")).toEqual([]);
  });
});

it("says what was and what is", () => {
  expect(compareReports(report("export type T = 1;"), report("export type T = 2;"))).toEqual([
    { name: "T", weight: "break", what: "was `export type T = 1`, is `export type T = 2`" },
  ]);
});
