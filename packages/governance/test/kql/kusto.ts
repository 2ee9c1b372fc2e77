import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import { LOG_TABLES, type LogTableName } from "@org/azure-catalog";

/** The parts of Microsoft's Kusto parser that are used here. It was translated from C#, hence the constructors' names. */
interface KustoLanguage {
  readonly Symbols: {
    readonly TableSymbol: { readonly $ctor7: new (name: string, schema: string, description: null) => object };
    readonly DatabaseSymbol: {
      readonly $ctor1: new (name: string, members: readonly object[], alternate: null, isOpen: boolean) => object;
    };
  };
  readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
  readonly KustoCode: { ParseAndAnalyze(query: string, globals: object): { GetDiagnostics(): Diagnostics } };
}

interface Diagnostics {
  readonly Count: number;
  getItem(index: number): { readonly Severity: string; readonly Message: string; readonly Start: number };
}

function load(): KustoLanguage {
  const folder = dirname(createRequire(import.meta.url).resolve("@kusto/language-service-next/package.json"));
  // The files are scripts that define global names, not modules.
  for (const file of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
    runInThisContext(readFileSync(join(folder, file), "utf8"), { filename: file });
  }
  return (globalThis as unknown as { readonly Kusto: { readonly Language: KustoLanguage } }).Kusto.Language;
}

let language: KustoLanguage | undefined;

/**
 * What is wrong with a query over tables of the catalog: syntax, functions, and columns that a table doesn't have.
 * @param tables the tables that exist; any other is an error
 */
export function problemsOf(query: string, tables: readonly LogTableName[]): readonly string[] {
  language ??= load();
  const { Symbols, GlobalState, KustoCode } = language;
  const symbols = tables.map((name) => {
    const columns = Object.entries(LOG_TABLES[name].columns).flatMap(([type, names]) =>
      names.split(" ").map((column) => `${column}:${type}`),
    );
    return new Symbols.TableSymbol.$ctor7(name, `(${columns.join(", ")})`, null);
  });
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1("logs", symbols, null, false));
  const diagnostics = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: diagnostics.Count }, (_, index) => diagnostics.getItem(index)).map(
    ({ Severity, Message, Start }) => `${Severity} at ${Start}: ${Message}`,
  );
}
