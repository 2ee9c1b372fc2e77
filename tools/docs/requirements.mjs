/**
 * `npm run docs:requirements [-- TABLE]`: writes docs/requirements.md. The list of rows is taken from the requirements'
 * table, by default where it lies beside the repository; where there is none, from the page itself.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REQUIREMENTS_PAGE, WORKSPACE, readText, requirementsPageOf } from "./pages.mjs";
import { rowsOfPage, rowsOfTable } from "./requirements-page.mjs";

const given = process.argv[2];
const table = given ?? join(WORKSPACE, "../shared/requirements/requirements.tsv");
const rows =
  given !== undefined || existsSync(table)
    ? rowsOfTable(readFileSync(table, "utf8"))
    : rowsOfPage(readText(REQUIREMENTS_PAGE));
const { page, unmet } = await requirementsPageOf(rows);
writeFileSync(join(WORKSPACE, REQUIREMENTS_PAGE), page);
for (const id of unmet) console.error(`${id} is named by no test and no page`);
